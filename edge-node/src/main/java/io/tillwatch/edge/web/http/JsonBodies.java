package io.tillwatch.edge.web.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.core.oplog.Sha256;
import io.tillwatch.edge.web.problem.Problem;
import io.tillwatch.edge.web.problem.ProblemException;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.TreeMap;

/**
 * The strict reading of JSON text: one object, no field twice, nothing after it, nesting, numbers
 * and strings bounded. Whatever does not parse is 400 MALFORMED_JSON.
 */
public final class JsonBodies {
  private static final int MAX_DEPTH = 12;
  private static final int MAX_NUMBER_LENGTH = 64;
  private static final int MAX_STRING_LENGTH = 16_384;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(MAX_NUMBER_LENGTH)
                          .maxStringLength(MAX_STRING_LENGTH)
                          .build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private JsonBodies() {}

  /** Parses a body; throws ProblemException where it is not one JSON object. */
  public static ObjectNode parse(Buffer body) {
    JsonNode root;
    try {
      root = MAPPER.readTree(body.getBytes());
    } catch (StreamConstraintsException e) {
      throw malformed("it is nested too deeply, or a number or text in it is too long");
    } catch (JsonProcessingException e) {
      throw malformed("it breaks at " + place(e.getLocation()));
    } catch (IOException e) {
      throw malformed("the bytes are not UTF-8");
    }
    if (root == null || root.isMissingNode()) {
      throw malformed("the body is empty");
    }
    if (root instanceof ObjectNode object) {
      return object;
    }
    throw Problem.at(422, "VALIDATION_FAILED", "", "the body must be a JSON object").exception();
  }

  /** An object without fields, for calls whose body may be left out. */
  static ObjectNode empty() {
    return JsonNodeFactory.instance.objectNode();
  }

  /**
   * Hash of what a request asks, whatever the order of its fields or its white space; a field that
   * is null counts as absent, as everywhere: SHA-256, hexadecimal.
   */
  public static String fingerprint(String call, ObjectNode body) {
    try {
      return Sha256.hex(call + "\n" + MAPPER.writeValueAsString(sorted(body)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a parsed body can be written", e);
    }
  }

  private static Object sorted(JsonNode node) {
    if (node.isObject()) {
      TreeMap<String, Object> fields = new TreeMap<>();
      node.fields()
          .forEachRemaining(
              field -> {
                if (!field.getValue().isNull()) {
                  fields.put(field.getKey(), sorted(field.getValue()));
                }
              });
      return fields;
    }
    if (node.isArray()) {
      java.util.List<Object> items = new java.util.ArrayList<>();
      node.forEach(item -> items.add(sorted(item)));
      return items;
    }
    return node;
  }

  private static String place(JsonLocation at) {
    return at == null ? "its beginning" : "line " + at.getLineNr() + ", column " + at.getColumnNr();
  }

  private static ProblemException malformed(String why) {
    return Problem.of(400, "MALFORMED_JSON", "the body must be one JSON object: " + why)
        .exception();
  }
}
