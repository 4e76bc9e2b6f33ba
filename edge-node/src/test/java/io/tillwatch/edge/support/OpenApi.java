package io.tillwatch.edge.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The document {@code /openapi.yaml}, as tests read it. */
public final class OpenApi {
  private static final JsonNode DOCUMENT = read();

  /**
   * A call that it describes.
   *
   * @param path with {@code {names}} in braces
   * @param said what it says of the call
   */
  public record Operation(String method, String path, JsonNode said) {
    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  private OpenApi() {}

  public static JsonNode document() {
    return DOCUMENT;
  }

  /** Every call, in the order of the document. */
  public static List<Operation> operations() {
    List<Operation> all = new ArrayList<>();
    DOCUMENT
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        each ->
                            all.add(
                                new Operation(
                                    each.getKey().toUpperCase(Locale.ROOT),
                                    path.getKey(),
                                    each.getValue()))));
    return all;
  }

  /** The schemas of live events, by their names. */
  public static JsonNode events() {
    return DOCUMENT
        .path("paths")
        .path("/api/v1/events")
        .at("/get/responses/200/content")
        .path("text/event-stream")
        .path("x-tillwatch-events");
  }

  private static JsonNode read() {
    try (InputStream yaml = OpenApi.class.getResourceAsStream("/webroot/openapi.yaml")) {
      return new ObjectMapper(new YAMLFactory()).readTree(yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
