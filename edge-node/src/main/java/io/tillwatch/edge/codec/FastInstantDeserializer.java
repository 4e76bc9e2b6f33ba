package io.tillwatch.edge.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import java.io.IOException;
import java.time.Instant;

/** Reads times as {@link FastInstantParser} does, and every other form as Jackson does. */
final class FastInstantDeserializer extends StdScalarDeserializer<Instant> {
  private static final long serialVersionUID = 1L;

  FastInstantDeserializer() {
    super(Instant.class);
  }

  @Override
  public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
    Instant plain =
        json.hasToken(JsonToken.VALUE_STRING) ? FastInstantParser.parse(json.getText()) : null;
    return plain != null ? plain : InstantDeserializer.INSTANT.deserialize(json, context);
  }
}
