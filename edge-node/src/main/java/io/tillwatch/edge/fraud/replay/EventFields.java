package io.tillwatch.edge.fraud.replay;

import com.fasterxml.jackson.core.JsonParser;
import io.tillwatch.core.fraud.history.Visibility;
import io.tillwatch.core.retail.Dispute;
import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.ListEntry;
import io.tillwatch.core.retail.PhotoEvidence;
import io.tillwatch.core.retail.Resolution;
import io.tillwatch.core.retail.RetailEvent;
import io.tillwatch.core.retail.Return;
import io.tillwatch.core.retail.Sale;
import io.tillwatch.core.retail.SaleVoid;
import io.tillwatch.core.retail.SyncMarker;
import io.tillwatch.core.retail.Tender;
import io.tillwatch.edge.fraud.replay.EventLines.Line;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads one event of an event stream; its fields may come in any order. */
final class EventFields {
  private final JsonValues values = new JsonValues();
  private Fields f;

  /** What was read of the line so far. */
  private static final class Fields {
    private String kind;
    private String id;
    private Instant at;
    private String storeId;
    private String type;
    private String receiptNumber;
    private String laneId;
    private String cashierId;
    private String customerId;
    private String currency;
    private List<LineItem> lines;
    private Tender tender;
    private Tender refundTender;
    private PhotoEvidence photo;
    private String reason;
    private String employeeId;
    private String supervisorId;
    private String retryOf;
    private boolean giftReceipt;
    private boolean giftReceiptPresented;
    private boolean exchange;
    private boolean reprint;
    private Return.Entry entry;
    private Boolean originalCardPresent;
    private Boolean customerPresent;
    private String of;
    private Resolution.Outcome outcome;
    private ListEntry.Kind list;
    private String token;
    private Instant expiresAt;
    private Visibility visibility = Visibility.AT_ONCE;
    private String label;
  }

  /** Reads the line that the parser stands in; null where it is a context. */
  Line read(JsonParser json) throws IOException {
    f = new Fields();
    values.fields(json, this::field);
    if ("context".equals(f.kind)) {
      return null;
    }
    if (!"event".equals(f.kind)) {
      throw new IllegalArgumentException("kind must be event, found " + f.kind);
    }
    need("id", f.id);
    need("at", f.at);
    need("storeId", f.storeId);
    need("type", f.type);
    return new Line(event(), f.visibility, f.label);
  }

  private void field(String name, JsonParser json) throws IOException {
    switch (name) {
      case "kind" -> f.kind = values.sharedText(json);
      case "id" -> f.id = values.text(json);
      case "at" -> f.at = values.time(json);
      case "storeId" -> f.storeId = values.sharedText(json);
      case "type" -> f.type = values.sharedText(json);
      case "receiptNumber" -> f.receiptNumber = values.text(json);
      case "laneId" -> f.laneId = values.sharedText(json);
      case "cashierId" -> f.cashierId = values.sharedText(json);
      case "customerId" -> f.customerId = values.text(json);
      case "currency" -> f.currency = values.sharedText(json);
      case "lines" -> f.lines = values.items(json, this::line);
      case "tender" -> f.tender = tender(json);
      case "refundTender" -> f.refundTender = tender(json);
      case "photo" -> f.photo = photo(json);
      case "label" -> f.label = values.sharedText(json);
      case "visibleAt" -> f.visibility = visibility(json);
      default -> rareField(name, json);
    }
  }

  private void rareField(String name, JsonParser json) throws IOException {
    switch (name) {
      case "reason" -> f.reason = values.sharedText(json);
      case "employeeId" -> f.employeeId = values.sharedText(json);
      case "supervisorId" -> f.supervisorId = values.sharedText(json);
      case "retryOf" -> f.retryOf = values.text(json);
      case "giftReceipt" -> f.giftReceipt = values.truth(json);
      case "giftReceiptPresented" -> f.giftReceiptPresented = values.truth(json);
      case "exchange" -> f.exchange = values.truth(json);
      case "reprint" -> f.reprint = values.truth(json);
      case "entry" -> f.entry = values.choice(json, Return.Entry.class);
      case "originalCardPresent" -> f.originalCardPresent = values.truth(json);
      case "customerPresent" -> f.customerPresent = values.truth(json);
      case "of" -> f.of = values.text(json);
      case "outcome" -> f.outcome = values.choice(json, Resolution.Outcome.class);
      case "list" -> f.list = values.choice(json, ListEntry.Kind.class);
      case "token" -> f.token = values.text(json);
      case "expiresAt" -> f.expiresAt = values.time(json);
      // a newer writer's field is no reason to stop
      default -> json.skipChildren();
    }
  }

  private RetailEvent event() {
    return switch (f.type) {
      case "SALE" -> sale();
      case "RETURN" -> refund();
      case "VOID" ->
          new SaleVoid(f.id, f.at, f.storeId, need("receiptNumber", f.receiptNumber), f.cashierId);
      case "DISPUTE" -> new Dispute(f.id, f.at, f.storeId, need("receiptNumber", f.receiptNumber));
      case "RESOLUTION" ->
          new Resolution(
              f.id, f.at, f.storeId, need("of", f.of), need("outcome", f.outcome), null, null);
      case "LISTED" -> listing();
      case "SYNC" -> new SyncMarker(f.id, f.at, f.storeId);
      default ->
          throw new IllegalArgumentException(
              "type must be SALE, RETURN, VOID, DISPUTE, RESOLUTION, LISTED or SYNC, found "
                  + f.type);
    };
  }

  private Sale sale() {
    return new Sale(
        f.id,
        f.at,
        f.storeId,
        need("receiptNumber", f.receiptNumber),
        f.laneId,
        f.cashierId,
        f.customerId,
        need("currency", f.currency),
        lines(),
        f.tender,
        f.photo,
        f.giftReceipt,
        f.employeeId);
  }

  private Return refund() {
    return new Return(
        f.id,
        f.at,
        f.storeId,
        f.receiptNumber,
        f.laneId,
        f.cashierId,
        f.customerId,
        need("currency", f.currency),
        lines(),
        f.refundTender,
        f.photo,
        f.reason,
        f.giftReceiptPresented,
        f.exchange,
        f.supervisorId,
        f.reprint,
        f.entry,
        f.originalCardPresent,
        f.customerPresent,
        f.retryOf);
  }

  private ListEntry listing() {
    if (f.customerId == null && f.token == null) {
      throw new IllegalArgumentException("LISTED needs customerId or token");
    }
    return new ListEntry(
        f.id,
        f.at,
        f.storeId,
        need("list", f.list),
        f.customerId,
        f.token,
        f.reason,
        null,
        f.expiresAt);
  }

  private List<LineItem> lines() {
    if (need("lines", f.lines).isEmpty()) {
      throw new IllegalArgumentException("lines must have one line or more");
    }
    return f.lines;
  }

  private static <T> T need(String name, T value) {
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }

  private LineItem line(JsonParser json) throws IOException {
    LineFields line = new LineFields();
    values.fields(json, line::field);
    return new LineItem(line.sku, line.quantity, line.unitPriceMinor, line.serial, line.condition);
  }

  private final class LineFields {
    private String sku;
    private int quantity;
    private long unitPriceMinor = -1;
    private String serial;
    private LineItem.Condition condition;

    void field(String name, JsonParser json) throws IOException {
      switch (name) {
        case "sku" -> sku = values.sharedText(json);
        case "quantity" -> quantity = values.count(json);
        case "unitPriceMinor" -> unitPriceMinor = values.whole(json);
        case "serial" -> serial = values.text(json);
        case "condition" -> condition = values.choice(json, LineItem.Condition.class);
        default -> json.skipChildren();
      }
    }
  }

  private Tender tender(JsonParser json) throws IOException {
    TenderFields tender = new TenderFields();
    values.fields(json, tender::field);
    return new Tender(tender.type, tender.token, tender.activatedAt);
  }

  private final class TenderFields {
    private Tender.Type type;
    private String token;
    private Instant activatedAt;

    void field(String name, JsonParser json) throws IOException {
      switch (name) {
        case "type" -> type = values.choice(json, Tender.Type.class);
        case "token" -> token = values.text(json);
        case "giftCardActivatedAt" -> activatedAt = values.time(json);
        default -> json.skipChildren();
      }
    }
  }

  private PhotoEvidence photo(JsonParser json) throws IOException {
    PhotoFields photo = new PhotoFields();
    values.fields(json, photo::field);
    return new PhotoEvidence(
        photo.sha256,
        photo.perceptualHash,
        photo.verified,
        photo.quality,
        photo.liveness,
        photo.similarity);
  }

  private final class PhotoFields {
    private String sha256;
    private String perceptualHash;
    private boolean verified;
    private Integer quality;
    private Double liveness;
    private Double similarity;

    void field(String name, JsonParser json) throws IOException {
      switch (name) {
        case "sha256" -> sha256 = values.text(json);
        case "perceptualHash" -> perceptualHash = values.text(json);
        case "verified" -> verified = values.truth(json);
        case "quality" -> quality = (int) values.fraction(json, 0, 100);
        case "liveness" -> liveness = values.fraction(json, 0, 1);
        case "similarityToSale" -> similarity = values.fraction(json, 0, 1);
        default -> json.skipChildren();
      }
    }
  }

  private Visibility visibility(JsonParser json) throws IOException {
    Map<String, Instant> byStore = new HashMap<>();
    values.fields(json, (store, at) -> byStore.put(store, values.time(at)));
    return new Visibility(byStore);
  }
}
