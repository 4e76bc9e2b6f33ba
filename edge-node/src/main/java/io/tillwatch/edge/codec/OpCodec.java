package io.tillwatch.edge.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.core.oplog.ChainHash;
import io.tillwatch.core.oplog.Op;
import io.tillwatch.core.oplog.OpId;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.RightChange;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The text form of an op, version 1. Field names are short because every op carries them; the body
 * stands last, verbatim. What is signed and hashed is this text, never a re-encoding of it.
 */
public final class OpCodec {
  static final int VERSION = 1;

  /** What stands before the body; a quote inside a string is escaped, so it stands nowhere else. */
  private static final String BODY = ",\"body\":";

  private static final byte[] BODY_BYTES = BODY.getBytes(StandardCharsets.US_ASCII);

  private OpCodec() {}

  /** Writes an op. */
  public static String encode(Op op) {
    StringWriter out = new StringWriter(512 + op.body().length());
    try (JsonGenerator json = RecordCodec.mapper().createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberField("v", VERSION);
      json.writeStringField("op", op.id().toString());
      json.writeStringField("after", op.predecessor().toString());
      json.writeStringField("prev", op.previousHash());
      json.writeStringField("kind", op.kind());
      json.writeStringField("id", op.factId());
      json.writeNumberField("at", op.atMillis());
      json.writeNumberField("hlc", op.hlc());
      json.writeNumberField("stamp", op.stampedMicros());
      writeStrings(json, "deps", op.dependsOn());
      writeStrings(json, "ix", op.indexes());
      writeRights(json, op.rights());
      json.writeFieldName("body");
      json.writeRawValue(op.body());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  /** Reads an op; throws IllegalArgumentException where the text is not one. */
  public static Op decode(String text) {
    int body = bodyIn(text);
    // the body is left as it stands: whoever wants it reads it, once
    return OpHead.read(text.substring(0, body) + "}")
        .with(text.substring(body + BODY.length(), text.length() - 1));
  }

  /**
   * Reads an op of which the bytes are at hand, which is faster where there are many; they are not
   * the op's text any more afterwards.
   *
   * @param utf8 has the text in UTF-8
   * @param from where the text starts
   * @param body where its body starts, see {@link #bodyIn(byte[], int, int)}
   * @param to where the text ends, exclusive
   * @throws IllegalArgumentException where it is no op
   */
  public static Op decode(byte[] utf8, int from, int body, int to) {
    // the head ends where the comma before the body stood
    int end = body - BODY_BYTES.length;
    utf8[end] = '}';
    return OpHead.read(utf8, from, end + 1)
        .with(new String(utf8, body, to - 1 - body, StandardCharsets.UTF_8));
  }

  /** Where the body starts of an op that stands there; it ends one byte before the op does. */
  public static int bodyIn(byte[] utf8, int from, int to) {
    for (int i = from; i + BODY_BYTES.length < to; i++) {
      if (utf8[i] == ','
          && Arrays.equals(utf8, i, i + BODY_BYTES.length, BODY_BYTES, 0, BODY_BYTES.length)
          && utf8[to - 1] == '}') {
        return i + BODY_BYTES.length;
      }
    }
    throw noBody();
  }

  /**
   * Reads of an op only where it stands and when it was stamped (0 where it does not say), for one
   * whose rest cannot be read; its kind, fact id and body are empty. Throws
   * IllegalArgumentException where not even that can be read.
   */
  public static Op decodePlace(String text) {
    JsonNode json = RecordCodec.tree(text.substring(0, bodyIn(text)) + "}");
    return Op.builder()
        .id(OpId.parse(required(json, "op").asText()))
        .predecessor(Position.parse(required(json, "after").asText()))
        .previousHash(required(json, "prev").asText())
        .kind("")
        .factId("")
        .stampedMicros(json.path("stamp").asLong(0))
        .body("null")
        .build();
  }

  private static int bodyIn(String text) {
    int body = text.indexOf(BODY);
    if (body < 0 || !text.endsWith("}")) {
      throw noBody();
    }
    return body;
  }

  private static IllegalArgumentException noBody() {
    return new IllegalArgumentException("an op needs the field body, as its last");
  }

  /** What the next op of the same origin names as its predecessor, see {@link ChainHash}. */
  public static String hash(String text) {
    return ChainHash.of(text);
  }

  private static void writeStrings(JsonGenerator json, String name, List<String> values)
      throws IOException {
    if (values.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }

  private static void writeRights(JsonGenerator json, List<RightChange> rights) throws IOException {
    if (rights.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("rights");
    for (RightChange right : rights) {
      json.writeStartArray();
      json.writeString(right.home());
      json.writeString(right.receipt());
      json.writeNumber(right.line());
      json.writeNumber(right.delta());
      json.writeNumber(right.checked() ? 1 : 0);
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private static JsonNode required(JsonNode json, String name) {
    JsonNode value = json.get(name);
    if (value == null || value.isNull()) {
      throw new IllegalArgumentException("an op needs the field " + name);
    }
    return value;
  }
}
