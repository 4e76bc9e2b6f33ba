package io.tillwatch.tools.train.world;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.tillwatch.core.retail.Catalog;
import io.tillwatch.core.retail.Dispute;
import io.tillwatch.core.retail.Resolution;
import io.tillwatch.core.retail.RetailEvent;
import io.tillwatch.core.retail.Return;
import io.tillwatch.core.retail.Sale;
import io.tillwatch.core.retail.StoreInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a world as the lines that {@code evaluate} reads, each sale and return with its label. */
public final class WorldLines {
  private static final Map<Class<? extends RetailEvent>, String> TYPES =
      Map.of(
          Sale.class, "SALE",
          Return.class, "RETURN",
          Resolution.class, "RESOLUTION",
          Dispute.class, "DISPUTE");

  private final ObjectMapper json =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .serializationInclusion(Include.NON_NULL)
          .build();
  private final OutputStream out;

  public WorldLines(OutputStream out) {
    this.out = out;
  }

  /** The first line. */
  public void context(io.tillwatch.core.fraud.RetailContext context) throws IOException {
    ObjectNode line = json.createObjectNode().put("kind", "context");
    line.set(
        "stores",
        json.valueToTree(
            context.stores().values().stream()
                .sorted(Comparator.comparing(StoreInfo::storeId))
                .toList()));
    line.set(
        "catalog",
        json.valueToTree(
            context.catalog().items().values().stream()
                .sorted(Comparator.comparing(Catalog.Item::sku))
                .toList()));
    write(line.put("returnWindowDays", context.returnWindowDays()));
  }

  /**
   * The next event.
   *
   * @param fraud its truth; null: none is written
   */
  public void event(RetailEvent event, @Nullable Boolean fraud) throws IOException {
    ObjectNode line = json.createObjectNode().put("kind", "event");
    line.put("type", TYPES.get(event.getClass()));
    line.setAll((ObjectNode) json.valueToTree(event));
    if (fraud != null) {
      line.put("label", fraud ? "FRAUD" : "LEGIT");
    }
    write(line);
  }

  private void write(ObjectNode line) throws IOException {
    out.write(json.writeValueAsString(line).getBytes(StandardCharsets.UTF_8));
    out.write('\n');
  }
}
