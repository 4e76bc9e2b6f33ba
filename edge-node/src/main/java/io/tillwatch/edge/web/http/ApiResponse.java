package io.tillwatch.edge.web.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.edge.codec.AnswerCodec;
import io.tillwatch.edge.web.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an endpoint answers.
 *
 * @param status of HTTP; 0 where the endpoint streams its answer itself
 * @param body null for none
 */
public record ApiResponse(
    int status, @Nullable String mediaType, @Nullable Buffer body, Map<String, String> headers) {

  /** The endpoint has taken the response and streams into it. */
  public static final ApiResponse STREAMED = new ApiResponse(0, null, null, Map.of());

  /** A record of {@code edge.web.answer}. */
  public static ApiResponse json(int status, Record answer) {
    return json(status, AnswerCodec.toBytes(answer));
  }

  /**
   * A rule set as its author wrote it, and what the node adds. Its rules and their parameters are
   * the author's and come in the author's order, so that no record has them; every other answer is
   * a record.
   */
  public static ApiResponse ruleSet(ObjectNode rules) {
    return json(200, AnswerCodec.toBytes(rules));
  }

  private static ApiResponse json(int status, byte[] body) {
    return new ApiResponse(status, "application/json", Buffer.buffer(body), Map.of());
  }

  public static ApiResponse text(int status, String mediaType, String body) {
    return new ApiResponse(status, mediaType, Buffer.buffer(body), Map.of());
  }

  public static ApiResponse bytes(String mediaType, byte[] body) {
    return new ApiResponse(200, mediaType, Buffer.buffer(body), Map.of());
  }

  public static ApiResponse empty() {
    return new ApiResponse(204, null, null, Map.of());
  }

  /** What a streaming answer would begin with, to HEAD. */
  static ApiResponse head(String mediaType) {
    return new ApiResponse(200, mediaType, null, Map.of());
  }

  public static ApiResponse problem(Problem problem) {
    ApiResponse apiResponse =
        new ApiResponse(
            problem.status(),
            Problem.MEDIA_TYPE,
            Buffer.buffer(AnswerCodec.toBytes(problem.toJson())),
            Map.of());
    if (problem.status() == 401) {
      apiResponse = apiResponse.with("WWW-Authenticate", "Bearer realm=\"tillwatch\"");
    }
    return problem.retryAfterSeconds() == null
        ? apiResponse
        : apiResponse.with("Retry-After", String.valueOf(problem.retryAfterSeconds()));
  }

  public ApiResponse with(String header, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(header, value);
    return new ApiResponse(status, mediaType, body, Map.copyOf(all));
  }

  public Future<ApiResponse> now() {
    return Future.succeededFuture(this);
  }
}
