package io.tillwatch.edge.web.http;

import io.tillwatch.edge.bus.LegacyFrameFormat;
import io.tillwatch.edge.web.problem.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a request carries, and how much of it at most. */
public enum BodyKind {
  NONE(64 << 10, Set.of()),
  JSON(256 << 10, Set.of("application/json")),
  /** JSON that may be left out. */
  OPTIONAL_JSON(256 << 10, Set.of("application/json")),
  IMAGE(2 << 20, Set.of("image/jpeg", "image/png", "image/webp")),
  /** One frame of a browser's camera. */
  CAMERA_FRAME(512 << 10, Set.of("image/jpeg")),
  FRAME(LegacyFrameFormat.MAX_FRAME_BYTES, Set.of("application/octet-stream")),
  /** A trained model's file. */
  MODEL(8 << 20, Set.of("application/json")),
  /** A rule set. */
  RULES(256 << 10, Set.of("application/json", "application/yaml"));

  private final int limit;
  private final Set<String> types;

  BodyKind(int limit, Set<String> types) {
    this.limit = limit;
    this.types = types;
  }

  public Set<String> types() {
    return types;
  }

  int limit() {
    return limit;
  }

  /** Throws ProblemException 415 where the request says it carries something else. */
  void checkType(HttpServerRequest request) {
    String said = request.getHeader(HttpHeaders.CONTENT_TYPE);
    if (types.isEmpty() || (said == null && this == OPTIONAL_JSON)) {
      return;
    }
    String type = said == null ? "none" : plain(said);
    boolean encoded = request.getHeader(HttpHeaders.CONTENT_ENCODING) != null;
    if (!types.contains(type) || encoded) {
      List<String> sorted = types.stream().sorted().toList();
      throw Problem.of(
              415,
              "UNSUPPORTED_MEDIA_TYPE",
              "expected Content-Type " + String.join(" or ", sorted) + ", not encoded")
          .exception();
    }
  }

  private static String plain(String said) {
    String type = said.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    // no registered name, and what many a camera's software sends
    return type.equals("image/jpg") ? "image/jpeg" : type;
  }
}
