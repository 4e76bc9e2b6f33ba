package io.tillwatch.tools.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.core.retail.LineItem;
import io.tillwatch.tools.demo.model.Payment;
import io.tillwatch.tools.demo.model.Purchase;
import io.tillwatch.tools.demo.model.ReturnStep;
import io.tillwatch.tools.demo.model.Shop;
import io.tillwatch.tools.demo.model.Visit;
import org.jspecify.annotations.Nullable;

/** Request bodies of {@code POST /sales} and {@code POST /returns} for the visits of the script. */
final class TillRequests {
  static final String CURRENCY = "USD";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RunNames names;

  TillRequests(RunNames names) {
    this.names = names;
  }

  ObjectNode sale(Purchase purchase, Shop shop, @Nullable String photoId) {
    ObjectNode body = common(purchase, shop, photoId);
    body.set("tender", tender(purchase.payment()));
    if (purchase.gift()) {
      body.put("giftReceipt", true);
    }
    return body;
  }

  /**
   * A return.
   *
   * @param retryOf the earlier answer that this one repeats; null for none
   */
  ObjectNode goodsBack(
      ReturnStep step,
      Shop shop,
      String receipt,
      @Nullable String photoId,
      @Nullable String retryOf) {
    ObjectNode body = common(step, shop, photoId);
    if (retryOf != null) {
      body.put("retryOf", retryOf);
    }
    body.put("receiptNumber", receipt)
        .put("reason", "CHANGED_MIND")
        .put("entry", "SCANNED")
        .set("refundTender", tender(step.payment()));
    if (step.giftReceipt()) {
      body.put("giftReceiptPresented", true);
    }
    if (step.originalCard()) {
      body.put("originalCardPresent", true);
    }
    return body;
  }

  private ObjectNode common(Visit visit, Shop shop, @Nullable String photoId) {
    ObjectNode body =
        JSON.createObjectNode()
            .put("laneId", names.lane(shop))
            .put("cashierId", names.cashier(shop))
            .put("currency", CURRENCY);
    if (visit.customer() != null) {
      body.put("customerId", names.customer(visit.customer()));
    }
    if (photoId != null) {
      body.put("photoId", photoId);
    }
    ArrayNode lines = body.putArray("lines");
    visit.lines().forEach(line -> lines.add(line(line, visit instanceof ReturnStep)));
    return body;
  }

  private ObjectNode line(LineItem line, boolean returned) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("sku", line.sku())
            .put("quantity", line.quantity())
            .put("unitPriceMinor", line.unitPriceMinor());
    if (line.serial() != null) {
      json.put("serial", names.serial(line.serial()));
    }
    if (returned && line.condition() != null) {
      json.put("condition", line.condition().name());
    }
    return json;
  }

  private ObjectNode tender(Payment payment) {
    ObjectNode json = JSON.createObjectNode().put("type", payment.type().name());
    if (payment.cardOf() != null) {
      json.put("token", names.card(payment.cardOf()));
    }
    return json;
  }
}
