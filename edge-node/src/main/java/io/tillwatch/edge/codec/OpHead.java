package io.tillwatch.edge.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.core.oplog.Op;
import io.tillwatch.core.oplog.OpId;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.RightChange;
import io.tillwatch.core.oplog.StoreId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands before an op's body, read field by field: every op of every log comes this way. */
final class OpHead {
  private int version;
  private @Nullable String id;
  private @Nullable String predecessor;
  private @Nullable String previousHash;
  private @Nullable String kind;
  private @Nullable String factId;
  private @Nullable Long at;
  private @Nullable Long hlc;
  private long stamp;
  private List<String> dependsOn = List.of();
  private List<String> indexes = List.of();
  private List<RightChange> rights = List.of();

  private OpHead() {}

  /** Reads a head, an object of its own; throws IllegalArgumentException where it is none. */
  static OpHead read(String text) {
    try {
      return read(RecordCodec.mapper().createParser(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads the head that stands within these bytes. */
  static OpHead read(byte[] utf8, int from, int to) {
    try {
      return read(RecordCodec.mapper().createParser(utf8, from, to - from));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static OpHead read(JsonParser open) throws IOException {
    OpHead head = new OpHead();
    try (JsonParser json = open) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("not an op: an object is expected");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        head.take(name, json);
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    }
    return head;
  }

  /** The op with this body; throws IllegalArgumentException where the head lacks a field. */
  Op with(String body) {
    if (version != OpCodec.VERSION) {
      throw new IllegalArgumentException("expected an op of version 1, found " + version);
    }
    return Op.builder()
        .id(OpId.parse(required("op", id)))
        .predecessor(Position.parse(required("after", predecessor)))
        .previousHash(required("prev", previousHash))
        .kind(required("kind", kind))
        .factId(required("id", factId))
        .atMillis(required("at", at))
        .hlc(required("hlc", hlc))
        .dependsOn(dependsOn)
        .indexes(indexes)
        .rights(rights)
        .stampedMicros(stamp)
        .body(body)
        .build();
  }

  private static <T> T required(String name, @Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException("an op needs the field " + name);
    }
    return value;
  }

  private void take(String name, JsonParser json) throws IOException {
    switch (name) {
      case "v" -> version = (int) number(json);
      case "op" -> id = text(json);
      case "after" -> predecessor = text(json);
      case "prev" -> previousHash = text(json);
      case "kind" -> kind = text(json);
      case "id" -> factId = text(json);
      case "at" -> at = json.hasToken(JsonToken.VALUE_NULL) ? null : (Long) number(json);
      case "hlc" -> hlc = json.hasToken(JsonToken.VALUE_NULL) ? null : (Long) number(json);
      case "stamp" -> stamp = number(json);
      case "deps" -> dependsOn = strings(json);
      case "ix" -> indexes = strings(json);
      case "rights" -> rights = rights(json.readValueAsTree());
      default -> json.skipChildren();
    }
  }

  private static @Nullable String text(JsonParser json) throws IOException {
    json.skipChildren();
    return json.currentToken().isStructEnd() ? "" : json.getValueAsString();
  }

  private static long number(JsonParser json) throws IOException {
    json.skipChildren();
    return json.getValueAsLong();
  }

  private static List<String> strings(JsonParser json) throws IOException {
    if (!json.hasToken(JsonToken.START_ARRAY)) {
      json.skipChildren();
      return List.of();
    }
    List<String> values = new ArrayList<>(4);
    while (json.nextToken() != JsonToken.END_ARRAY) {
      values.add(text(json));
    }
    return values;
  }

  private static List<RightChange> rights(JsonNode array) {
    List<RightChange> rights = new ArrayList<>(array.size());
    for (JsonNode right : array) {
      // a home that is no store id would never match any store
      String home = new StoreId(right.path(0).asText()).value();
      rights.add(
          new RightChange(
              home,
              right.path(1).asText(),
              right.path(2).asInt(),
              right.path(3).asInt(),
              right.path(4).asInt() == 1));
    }
    return rights;
  }
}
