package io.tillwatch.edge.fraud.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tillwatch.edge.codec.PlainTime;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * What a line of an event stream says beside the event itself. Read by a walk over the whole line,
 * which finds a null wherever it stands.
 *
 * @param visibleAt when which store learnt of it, or null: each at once
 * @param label FRAUD or LEGIT, or null
 */
record LineHead(String kind, String type, Map<String, Instant> visibleAt, String label) {

  static LineHead read(JsonFactory factory, byte[] line, int size) throws IOException {
    Walk walk = new Walk();
    try (JsonParser json = factory.createParser(line, 0, size)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("expected an object, found " + json.currentToken());
      }
      walk.fields(json);
      if (json.nextToken() != null) {
        throw new IllegalArgumentException("something follows the object");
      }
    }
    return new LineHead(walk.kind, walk.type, walk.visibleAt, walk.label);
  }

  private static final class Walk {
    private String kind;
    private String type;
    private String label;
    private Map<String, Instant> visibleAt;

    private void fields(JsonParser json) throws IOException {
      int depth = 1;
      boolean inVisibleAt = false;
      while (depth > 0) {
        JsonToken token = next(json);
        if (token == JsonToken.VALUE_NULL) {
          throw new IllegalArgumentException(
              json.currentName() + " is null; what is unknown is left away, never null");
        } else if (token.isStructStart()) {
          depth++;
          inVisibleAt = inVisibleAt || depth == 2 && "visibleAt".equals(json.currentName());
        } else if (token.isStructEnd()) {
          depth--;
          inVisibleAt = inVisibleAt && depth > 1;
        } else if (token == JsonToken.VALUE_STRING && (depth == 1 || inVisibleAt)) {
          text(json, inVisibleAt);
        }
      }
    }

    private static JsonToken next(JsonParser json) throws IOException {
      JsonToken token = json.nextToken();
      if (token == null) {
        throw new IllegalArgumentException("no valid JSON: the line ends in the middle");
      }
      return token;
    }

    private void text(JsonParser json, boolean inVisibleAt) throws IOException {
      String name = json.currentName();
      if (inVisibleAt) {
        visibleAt = visibleAt == null ? new HashMap<>() : visibleAt;
        visibleAt.put(name, time(json.getText()));
        return;
      }
      switch (name) {
        case "kind" -> kind = json.getText();
        case "type" -> type = json.getText();
        case "label" -> label = json.getText();
        default -> {
          // the event's own
        }
      }
    }

    private static Instant time(String text) {
      Instant plain = PlainTime.parse(text);
      return plain == null ? Instant.parse(text) : plain;
    }
  }
}
