package io.tillwatch.edge.fraud.replay;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.tillwatch.core.retail.Catalog;
import io.tillwatch.core.retail.Dispute;
import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.ListEntry;
import io.tillwatch.core.retail.PhotoEvidence;
import io.tillwatch.core.retail.Resolution;
import io.tillwatch.core.retail.RetailEvent;
import io.tillwatch.core.retail.Return;
import io.tillwatch.core.retail.Sale;
import io.tillwatch.core.retail.SaleVoid;
import io.tillwatch.core.retail.StoreInfo;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * Reads the records of an event stream: those of the node itself, more strictly than stores read
 * each other's. A field is never null, no number is text, and texts are bounded. Fields of a newer
 * writer are passed over.
 */
@SuppressWarnings("NullAway.Init") // fields of mix-ins carry annotations and are never read
final class EventMapper {
  static final int LONGEST_TEXT = 512;

  /** What is required of a line; the rest may be unknown. */
  private abstract static class EventForm {
    @JsonProperty(required = true)
    String id;

    @JsonProperty(required = true)
    Instant at;

    @JsonProperty(required = true)
    String storeId;
  }

  private abstract static class ReturnForm extends EventForm {
    @JsonProperty(required = true)
    String currency;

    @JsonProperty(required = true)
    List<LineItem> lines;
  }

  private abstract static class SaleForm extends ReturnForm {
    @JsonProperty(required = true)
    String receiptNumber;
  }

  private abstract static class AboutReceiptForm extends EventForm {
    @JsonProperty(required = true)
    String receiptNumber;
  }

  private abstract static class ResolutionForm extends EventForm {
    @JsonProperty(required = true)
    String of;

    @JsonProperty(required = true)
    Resolution.Outcome outcome;
  }

  private abstract static class ListForm extends EventForm {
    @JsonProperty(required = true)
    ListEntry.Kind list;
  }

  private abstract static class LineForm {
    @JsonProperty(required = true)
    long unitPriceMinor;
  }

  private abstract static class StoreForm {
    @JsonProperty(required = true)
    String storeId;
  }

  private abstract static class ArticleForm {
    @JsonProperty(required = true)
    String sku;
  }

  private abstract static class PhotoForm {
    @JsonDeserialize(using = Quality.class)
    Integer quality;

    @JsonDeserialize(using = Share.class)
    Double liveness;

    @JsonDeserialize(using = Share.class)
    Double similarityToSale;
  }

  /** Texts, of which those that come in many lines are kept once. */
  private static final class Text extends StdScalarDeserializer<String> {
    private static final long serialVersionUID = 1L;
    private static final int PLACES = 1 << 16;

    private final transient String[] seen = new String[PLACES];

    private Text() {
      super(String.class);
    }

    @Override
    public String deserialize(JsonParser json, DeserializationContext context) throws IOException {
      if (!json.hasToken(JsonToken.VALUE_STRING)) {
        return (String) context.handleUnexpectedToken(String.class, json);
      }
      String text = json.getText();
      if (text.isEmpty() || text.length() > LONGEST_TEXT) {
        throw new IllegalArgumentException(
            json.currentName() + " must have 1.." + LONGEST_TEXT + " characters");
      }
      int hash = text.hashCode();
      int place = (hash ^ hash >>> 16) & PLACES - 1;
      String known = seen[place];
      if (text.equals(known)) {
        return known;
      }
      seen[place] = text;
      return text;
    }
  }

  private static final class Time extends StdScalarDeserializer<Instant> {
    private static final long serialVersionUID = 1L;

    private Time() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
      if (!json.hasToken(JsonToken.VALUE_STRING)) {
        return (Instant) context.handleUnexpectedToken(Instant.class, json);
      }
      return EventTime.parse(json.getText());
    }
  }

  /** A quality, which may be written with a fraction. */
  private static final class Quality extends StdScalarDeserializer<Integer> {
    private static final long serialVersionUID = 1L;

    private Quality() {
      super(Integer.class);
    }

    @Override
    public Integer deserialize(JsonParser json, DeserializationContext context) throws IOException {
      return (int) within(json, context, 100);
    }
  }

  private static final class Share extends StdScalarDeserializer<Double> {
    private static final long serialVersionUID = 1L;

    private Share() {
      super(Double.class);
    }

    @Override
    public Double deserialize(JsonParser json, DeserializationContext context) throws IOException {
      return within(json, context, 1);
    }
  }

  private EventMapper() {}

  /** A number from 0 on, with or without a fraction. */
  private static double within(JsonParser json, DeserializationContext context, double most)
      throws IOException {
    if (!json.currentToken().isNumeric()) {
      // throws, and names what is expected
      context.handleUnexpectedToken(Double.class, json);
    }
    double value = json.getDoubleValue();
    if (!(value >= 0 && value <= most)) {
      throw new IllegalArgumentException(
          json.currentName() + " must be 0.." + most + ", found " + value);
    }
    return value;
  }

  /** A mapper for the lines of one stream; not for several threads. */
  static ObjectMapper create() {
    SimpleModule own = new SimpleModule("event-stream");
    own.addDeserializer(String.class, new Text());
    own.addDeserializer(Instant.class, new Time());
    return JsonMapper.builder()
        .addModule(new JavaTimeModule())
        .addModule(own)
        .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .addMixIn(RetailEvent.class, EventForm.class)
        .addMixIn(Sale.class, SaleForm.class)
        .addMixIn(Return.class, ReturnForm.class)
        .addMixIn(SaleVoid.class, AboutReceiptForm.class)
        .addMixIn(Dispute.class, AboutReceiptForm.class)
        .addMixIn(Resolution.class, ResolutionForm.class)
        .addMixIn(ListEntry.class, ListForm.class)
        .addMixIn(LineItem.class, LineForm.class)
        .addMixIn(PhotoEvidence.class, PhotoForm.class)
        .addMixIn(StoreInfo.class, StoreForm.class)
        .addMixIn(Catalog.Item.class, ArticleForm.class)
        .build();
  }
}
