package io.tillwatch.edge.fraud.replay;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tillwatch.edge.codec.PlainTime;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Values of one JSON object, each checked as it is read. Names that come often are shared. */
final class JsonValues {
  private static final int LONGEST_TEXT = 512;
  private static final int MOST_SHARED = 100_000;
  private static final int MOST_ITEMS = 10_000;

  private final Map<String, String> shared = new HashMap<>();

  /** Takes one field; the parser stands on its value. */
  interface Field {
    void read(String name, JsonParser json) throws IOException;
  }

  /** Reads one item. */
  interface Item<T> {
    T read(JsonParser json) throws IOException;
  }

  /** Reads the fields of the object that the parser stands in. */
  void fields(JsonParser json, Field field) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw unexpected("an object", json);
    }
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      if (json.nextToken() == JsonToken.VALUE_NULL) {
        throw new IllegalArgumentException(
            name + " is null; what is unknown is left away, never null");
      }
      field.read(name, json);
    }
  }

  <T> List<T> items(JsonParser json, Item<T> item) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw unexpected("a list", json);
    }
    List<T> items = new ArrayList<>(2);
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (items.size() == MOST_ITEMS) {
        throw new IllegalArgumentException("a list has more than " + MOST_ITEMS + " items");
      }
      items.add(item.read(json));
    }
    return items;
  }

  String text(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw unexpected("text", json);
    }
    String text = json.getText();
    if (text.isEmpty() || text.length() > LONGEST_TEXT) {
      throw new IllegalArgumentException(
          json.currentName() + " must have 1.." + LONGEST_TEXT + " characters");
    }
    return text;
  }

  /** Text that comes in many lines: a store, a lane, an article. */
  String sharedText(JsonParser json) throws IOException {
    String text = text(json);
    String known = shared.putIfAbsent(text, text);
    if (shared.size() > MOST_SHARED) {
      shared.clear();
    }
    return known == null ? text : known;
  }

  Instant time(JsonParser json) throws IOException {
    String text = text(json);
    Instant plain = PlainTime.parse(text);
    return plain == null ? Instant.parse(text) : plain;
  }

  boolean truth(JsonParser json) throws IOException {
    if (!json.currentToken().isBoolean()) {
      throw unexpected("true or false", json);
    }
    return json.getBooleanValue();
  }

  long whole(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw unexpected("a whole number", json);
    }
    return json.getLongValue();
  }

  int count(JsonParser json) throws IOException {
    return Math.toIntExact(whole(json));
  }

  double fraction(JsonParser json, double least, double most) throws IOException {
    if (!json.currentToken().isNumeric()) {
      throw unexpected("a number", json);
    }
    double value = json.getDoubleValue();
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          json.currentName() + " must be " + least + ".." + most + ", found " + value);
    }
    return value;
  }

  <E extends Enum<E>> E choice(JsonParser json, Class<E> type) throws IOException {
    String name = text(json);
    for (E value : type.getEnumConstants()) {
      if (value.name().equals(name)) {
        return value;
      }
    }
    throw new IllegalArgumentException(
        json.currentName()
            + " must be one of "
            + String.join(", ", names(type)).toUpperCase(Locale.ROOT)
            + ", found "
            + name);
  }

  private static <E extends Enum<E>> List<String> names(Class<E> type) {
    List<String> names = new ArrayList<>();
    for (E value : type.getEnumConstants()) {
      names.add(value.name());
    }
    return names;
  }

  private static IllegalArgumentException unexpected(String expected, JsonParser json)
      throws IOException {
    return new IllegalArgumentException(
        json.currentName() + ": expected " + expected + ", found " + json.currentToken());
  }
}
