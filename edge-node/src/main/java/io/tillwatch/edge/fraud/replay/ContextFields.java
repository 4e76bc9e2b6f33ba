package io.tillwatch.edge.fraud.replay;

import com.fasterxml.jackson.core.JsonParser;
import io.tillwatch.core.fraud.RetailContext;
import io.tillwatch.core.fraud.ReturnWindows;
import io.tillwatch.core.retail.Catalog;
import io.tillwatch.core.retail.StoreInfo;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a context line of an event stream. What a later one leaves away stays as it was. */
final class ContextFields {
  private static final int STANDARD_WINDOW_DAYS = 90;

  private final JsonValues values = new JsonValues();
  private String kind;
  private List<StoreInfo> stores = List.of();
  private List<Catalog.Item> items = List.of();
  private int returnWindowDays = STANDARD_WINDOW_DAYS;
  private Instant knownSince;
  private String currency;

  RetailContext read(JsonParser json) throws IOException {
    return read(json, null);
  }

  /**
   * Reads the line that the parser stands in.
   *
   * @param before the context that was in force, or null
   */
  RetailContext read(JsonParser json, RetailContext before) throws IOException {
    if (before != null) {
      stores = List.copyOf(before.stores().values());
      items = List.copyOf(before.catalog().items().values());
      returnWindowDays = before.returnWindowDays();
      knownSince = before.knownSince();
      currency = before.currency();
    }
    values.fields(json, this::field);
    if (!"context".equals(kind)) {
      throw new IllegalArgumentException(
          "expected a context line first (kind: context), found kind " + kind);
    }
    Map<String, StoreInfo> byId = new HashMap<>();
    stores.forEach(store -> byId.put(store.storeId(), store));
    return new RetailContext(
        Catalog.of(items), byId, ReturnWindows.of(returnWindowDays), knownSince, currency);
  }

  private void field(String name, JsonParser json) throws IOException {
    switch (name) {
      case "kind" -> kind = values.text(json);
      case "stores" -> stores = values.items(json, this::store);
      case "catalog" -> items = values.items(json, this::item);
      case "returnWindowDays" -> returnWindowDays = values.count(json);
      case "knownSince" -> knownSince = values.time(json);
      case "currency" -> currency = values.text(json);
      default -> json.skipChildren();
    }
  }

  private StoreInfo store(JsonParser json) throws IOException {
    StoreFields store = new StoreFields();
    values.fields(json, store::field);
    if (store.id == null) {
      throw new IllegalArgumentException("a store has no storeId");
    }
    return new StoreInfo(store.id, store.lat, store.lon, store.zone, store.opens, store.closes);
  }

  private final class StoreFields {
    private String id;
    private Double lat;
    private Double lon;
    private ZoneId zone;
    private LocalTime opens;
    private LocalTime closes;

    void field(String name, JsonParser json) throws IOException {
      switch (name) {
        case "storeId" -> id = values.text(json);
        case "lat" -> lat = values.fraction(json, -90, 90);
        case "lon" -> lon = values.fraction(json, -180, 180);
        case "timeZone" -> zone = ZoneId.of(values.text(json));
        case "opens" -> opens = LocalTime.parse(values.text(json));
        case "closes" -> closes = LocalTime.parse(values.text(json));
        default -> json.skipChildren();
      }
    }
  }

  private Catalog.Item item(JsonParser json) throws IOException {
    ItemFields item = new ItemFields();
    values.fields(json, item::field);
    if (item.sku == null) {
      throw new IllegalArgumentException("an article has no sku");
    }
    return new Catalog.Item(
        item.sku,
        item.description,
        item.category,
        item.priceMinor,
        item.watchlisted,
        item.recalled,
        item.serialised);
  }

  private final class ItemFields {
    private String sku;
    private String description;
    private String category;
    private long priceMinor;
    private boolean watchlisted;
    private boolean recalled;
    private boolean serialised;

    void field(String name, JsonParser json) throws IOException {
      switch (name) {
        case "sku" -> sku = values.text(json);
        case "description" -> description = values.text(json);
        case "category" -> category = values.sharedText(json);
        case "priceMinor" -> priceMinor = values.whole(json);
        case "watchlisted" -> watchlisted = values.truth(json);
        case "recalled" -> recalled = values.truth(json);
        case "serialised" -> serialised = values.truth(json);
        default -> json.skipChildren();
      }
    }
  }
}
