package io.tillwatch.edge.web.http;

import io.tillwatch.edge.web.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an endpoint answers.
 *
 * @param status of HTTP; 0 where the endpoint streams its answer itself
 * @param body null for none
 */
public record Reply(int status, String mediaType, Buffer body, Map<String, String> headers) {

  /** The endpoint has taken the response and streams into it. */
  public static final Reply STREAMED = new Reply(0, null, null, Map.of());

  public static Reply json(int status, JsonObject body) {
    return new Reply(status, "application/json", body.toBuffer(), Map.of());
  }

  public static Reply text(int status, String mediaType, String body) {
    return new Reply(status, mediaType, Buffer.buffer(body), Map.of());
  }

  public static Reply bytes(String mediaType, byte[] body) {
    return new Reply(200, mediaType, Buffer.buffer(body), Map.of());
  }

  public static Reply empty() {
    return new Reply(204, null, null, Map.of());
  }

  /** What a streaming answer would begin with, to HEAD. */
  static Reply head(String mediaType) {
    return new Reply(200, mediaType, null, Map.of());
  }

  public static Reply problem(Problem problem) {
    Reply reply =
        new Reply(problem.status(), Problem.MEDIA_TYPE, problem.toJson().toBuffer(), Map.of());
    if (problem.status() == 401) {
      reply = reply.with("WWW-Authenticate", "Bearer realm=\"tillwatch\"");
    }
    return problem.retryAfterSeconds() == null
        ? reply
        : reply.with("Retry-After", String.valueOf(problem.retryAfterSeconds()));
  }

  public Reply with(String header, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(header, value);
    return new Reply(status, mediaType, body, Map.copyOf(all));
  }

  public Future<Reply> now() {
    return Future.succeededFuture(this);
  }
}
