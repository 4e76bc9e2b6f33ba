package io.tillwatch.edge.codec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Writes what the API answers as JSON. It writes records as {@link RecordCodec} does, with one
 * difference: null is written, unless the component is {@link OmittedIfNull}.
 */
public final class AnswerCodec {
  private static final ObjectMapper MAPPER =
      RecordCodec.mapper().copy().setSerializationInclusion(JsonInclude.Include.ALWAYS);
  private static final ObjectWriter WRITER = MAPPER.writer();

  private AnswerCodec() {}

  /** The answer in UTF-8. */
  public static byte[] toBytes(Object answer) {
    try {
      return WRITER.writeValueAsBytes(answer);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot write " + answer.getClass() + " as JSON", e);
    }
  }

  /** The answer as text. */
  public static String toJson(Object answer) {
    try {
      return WRITER.writeValueAsString(answer);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot write " + answer.getClass() + " as JSON", e);
    }
  }

  /** The answer as a tree, to be put beside fields that no record has. */
  public static ObjectNode toTree(Record answer) {
    return MAPPER.valueToTree(answer);
  }
}
