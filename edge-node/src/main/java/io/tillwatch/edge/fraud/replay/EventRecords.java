package io.tillwatch.edge.fraud.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.tillwatch.core.fraud.RetailContext;
import io.tillwatch.core.fraud.ReturnWindows;
import io.tillwatch.core.fraud.history.Visibility;
import io.tillwatch.core.retail.Catalog;
import io.tillwatch.core.retail.Dispute;
import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.ListEntry;
import io.tillwatch.core.retail.Resolution;
import io.tillwatch.core.retail.RetailEvent;
import io.tillwatch.core.retail.Return;
import io.tillwatch.core.retail.Sale;
import io.tillwatch.core.retail.SaleVoid;
import io.tillwatch.core.retail.StoreInfo;
import io.tillwatch.core.retail.SyncMarker;
import io.tillwatch.core.retail.Transaction;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes contexts and events of lines; throws IllegalArgumentException for what is none. */
final class EventRecords {
  private static final int MOST_ITEMS = 10_000;
  private static final int LONGEST_SHOWN = 64;
  private static final int STANDARD_WINDOW_DAYS = 90;
  private static final Map<String, Class<? extends RetailEvent>> TYPES =
      new TreeMap<>(
          Map.of(
              "SALE", Sale.class,
              "RETURN", Return.class,
              "VOID", SaleVoid.class,
              "DISPUTE", Dispute.class,
              "RESOLUTION", Resolution.class,
              "LISTED", ListEntry.class,
              "SYNC", SyncMarker.class));

  private record ContextForm(
      @Nullable String kind,
      @Nullable List<StoreInfo> stores,
      @Nullable List<Catalog.Item> catalog,
      @Nullable Integer returnWindowDays,
      @Nullable Instant knownSince,
      @Nullable String currency) {}

  private final ObjectMapper mapper = EventMapper.create();

  /** What stands beside the event in a line. */
  EventLineHeader head(byte[] line, int size) throws IOException {
    try {
      return EventLineHeader.read(mapper.getFactory(), line, size);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(said(e), e);
    }
  }

  /** The event of a line with that head. */
  EventLines.Line event(EventLineHeader head, byte[] line, int size) throws IOException {
    if (!"event".equals(head.kind())) {
      throw new IllegalArgumentException(
          "kind must be event"
              + (head.kind() == null ? "; it is missing" : ", found " + head.kind()));
    }
    Class<? extends RetailEvent> type = head.type() == null ? null : TYPES.get(head.type());
    if (type == null) {
      throw new IllegalArgumentException(
          "type must be one of "
              + String.join(", ", TYPES.keySet())
              + (head.type() == null ? "; it is missing" : ", found " + head.type()));
    }
    RetailEvent event = read(line, size, type);
    check(event);
    Visibility visibility =
        head.visibleAt() == null ? Visibility.AT_ONCE : new Visibility(head.visibleAt());
    return new EventLines.Line(event, visibility, head.label());
  }

  /**
   * The context of a line. What it leaves away stays as it was.
   *
   * @param before the context that was in force, or null
   */
  RetailContext context(byte[] line, int size, @Nullable RetailContext before) throws IOException {
    ContextForm form = read(line, size, ContextForm.class);
    if (!"context".equals(form.kind())) {
      throw new IllegalArgumentException(
          "expected a context line first (kind: context), found kind " + form.kind());
    }
    return new RetailContext(
        form.catalog() == null ? catalog(before) : Catalog.of(bounded(form.catalog())),
        form.stores() == null ? stores(before) : byId(bounded(form.stores())),
        ReturnWindows.of(windowDays(form, before)),
        form.knownSince() == null && before != null ? before.knownSince() : form.knownSince(),
        form.currency() == null && before != null ? before.currency() : form.currency());
  }

  private static int windowDays(ContextForm form, @Nullable RetailContext before) {
    if (form.returnWindowDays() != null) {
      return form.returnWindowDays();
    }
    return before == null ? STANDARD_WINDOW_DAYS : before.returnWindowDays();
  }

  private static Catalog catalog(@Nullable RetailContext before) {
    return before == null ? Catalog.of(List.of()) : before.catalog();
  }

  private static Map<String, StoreInfo> stores(@Nullable RetailContext before) {
    return before == null ? Map.of() : before.stores();
  }

  private static Map<String, StoreInfo> byId(List<StoreInfo> stores) {
    Map<String, StoreInfo> byId = new HashMap<>();
    for (StoreInfo store : stores) {
      within("lat", store.lat(), 90);
      within("lon", store.lon(), 180);
      byId.put(store.storeId(), store);
    }
    return byId;
  }

  private static void within(String name, @Nullable Double degrees, int most) {
    if (degrees != null && !(Math.abs(degrees) <= most)) {
      throw new IllegalArgumentException(
          name + " must be " + -most + ".." + most + ", found " + degrees);
    }
  }

  private static void check(RetailEvent event) {
    if (event instanceof Transaction transaction) {
      List<LineItem> lines = bounded(transaction.lines());
      if (lines.isEmpty()) {
        throw new IllegalArgumentException("lines must have one line or more");
      }
    } else if (event instanceof ListEntry entry
        && entry.customerId() == null
        && entry.token() == null) {
      throw new IllegalArgumentException("LISTED needs customerId or token");
    }
  }

  private static <T> List<T> bounded(List<T> items) {
    if (items.size() > MOST_ITEMS) {
      throw new IllegalArgumentException("a list has more than " + MOST_ITEMS + " items");
    }
    return items;
  }

  private <T> T read(byte[] line, int size, Class<T> type) throws IOException {
    try {
      return mapper.readValue(line, 0, size, type);
    } catch (JsonMappingException e) {
      throw new IllegalArgumentException(reason(e), e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(said(e), e);
    }
  }

  /** Why a line is no JSON that is read here, without the names of a parser's settings. */
  private static String said(JsonProcessingException e) {
    String said = e.getOriginalMessage().replaceAll(",? ?\\(?from `[^`]*`\\)?", "");
    return (e instanceof StreamConstraintsException ? "too large: " : "no valid JSON: ") + said;
  }

  /** Why a record cannot be read, by the field's name and without the names of classes. */
  private static String reason(JsonMappingException e) {
    String at = path(e);
    if (e.getCause() != null && !(e.getCause() instanceof JsonProcessingException)) {
      return String.valueOf(e.getCause().getMessage());
    }
    if (e instanceof InvalidFormatException wrong) {
      return at + " must be " + wanted(wrong) + ", found " + brief(wrong.getValue());
    }
    String said = e.getOriginalMessage();
    if (said.startsWith("Missing required creator property '")) {
      return said.split("'", 3)[1] + " is missing";
    }
    return e instanceof MismatchedInputException wrong && wrong.getTargetType() != null
        ? (at.isEmpty() ? "the line" : at) + ": expected " + wanted(wrong)
        : at + ": " + said;
  }

  private static String brief(Object value) {
    String text = String.valueOf(value);
    return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "..." : text;
  }

  private static String wanted(MismatchedInputException e) {
    Class<?> type = e.getTargetType();
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(String::valueOf)
          .collect(Collectors.joining(", ", "one of ", ""));
    }
    if (type == String.class || type == Instant.class) {
      return type == String.class ? "text" : "a time as text";
    }
    if (type == Boolean.class || type == boolean.class) {
      return "true or false";
    }
    if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
      return type == Double.class ? "a number" : "a whole number";
    }
    return List.class.isAssignableFrom(type) ? "a list" : "an object";
  }

  private static String path(JsonProcessingException e) {
    return ((JsonMappingException) e)
        .getPath().stream()
            .map(step -> step.getFieldName() == null ? "[]" : step.getFieldName())
            .collect(Collectors.joining("."));
  }
}
