package io.tillwatch.edge.fraud.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a line of an event stream says beside the event itself. Read by a walk over the whole line,
 * which finds a null wherever it stands.
 *
 * @param visibleAt when which store learnt of it, or null: each at once
 * @param label FRAUD or LEGIT, or null
 */
record EventLineHeader(
    @Nullable String kind,
    @Nullable String type,
    @Nullable Map<String, Instant> visibleAt,
    @Nullable String label) {

  static EventLineHeader read(JsonFactory factory, byte[] line, int size) throws IOException {
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
    return new EventLineHeader(walk.kind, walk.type, walk.visibleAt, walk.label);
  }

  private static final class Walk {
    private @Nullable String kind;
    private @Nullable String type;
    private @Nullable String label;
    private @Nullable Map<String, Instant> visibleAt;

    private void fields(JsonParser json) throws IOException {
      int depth = 1;
      boolean inVisibleAt = false;
      while (depth > 0) {
        JsonToken token = next(json);
        if (token == JsonToken.VALUE_NULL) {
          throw new IllegalArgumentException(
              named(json) + " is null; what is unknown is left away, never null");
        } else if (token.isStructEnd()) {
          depth--;
          inVisibleAt = inVisibleAt && depth > 1;
        } else if (token != JsonToken.FIELD_NAME) {
          if (inVisibleAt) {
            visible(json, token);
          } else if (depth == 1) {
            inVisibleAt = own(json, token);
          }
          depth += token.isStructStart() ? 1 : 0;
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

    private static String named(JsonParser json) throws IOException {
      return json.currentName() == null ? "an item of a list" : json.currentName();
    }

    private void visible(JsonParser json, JsonToken token) throws IOException {
      expect(json, token, JsonToken.VALUE_STRING, "a time as text");
      Map<String, Instant> all = visibleAt == null ? new HashMap<>() : visibleAt;
      all.put(json.currentName(), EventTime.parse(json.getText()));
      visibleAt = all;
    }

    /** A field of the line itself; whether the stores stand in it, as in {@code visibleAt}. */
    private boolean own(JsonParser json, JsonToken token) throws IOException {
      switch (json.currentName()) {
        case "kind" -> kind = text(json, token);
        case "type" -> type = text(json, token);
        case "label" -> label = text(json, token);
        case "visibleAt" -> {
          expect(json, token, JsonToken.START_OBJECT, "an object");
          visibleAt = visibleAt == null ? new HashMap<>() : visibleAt;
          return true;
        }
        default -> {
          // the event's own
        }
      }
      return false;
    }

    private static String text(JsonParser json, JsonToken token) throws IOException {
      expect(json, token, JsonToken.VALUE_STRING, "text");
      String text = json.getText();
      if (text.isEmpty() || text.length() > EventMapper.LONGEST_TEXT) {
        throw new IllegalArgumentException(
            json.currentName() + " must have 1.." + EventMapper.LONGEST_TEXT + " characters");
      }
      return text;
    }

    private static void expect(JsonParser json, JsonToken found, JsonToken wanted, String words)
        throws IOException {
      if (found != wanted) {
        throw new IllegalArgumentException(json.currentName() + ": expected " + words);
      }
    }
  }
}
