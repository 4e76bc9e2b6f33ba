package io.tillwatch.edge.web.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.tillwatch.edge.web.problem.Problem;
import io.vertx.core.http.HttpServerRequest;

/** Answers what cannot be read as a request at all: too long a line, a torn header. */
public final class MalformedRequests {
  private MalformedRequests() {}

  public static void refuse(HttpServerRequest request) {
    ApiResponse apiResponse = ApiResponse.problem(problem(request.decoderResult().cause()));
    request
        .response()
        .setStatusCode(apiResponse.status())
        .putHeader("Content-Type", apiResponse.mediaType())
        .putHeader("Connection", "close")
        .end(apiResponse.body())
        .onComplete(answered -> request.connection().close());
  }

  private static Problem problem(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return Problem.of(414, "URI_TOO_LONG", "the first line of the request is too long");
    }
    return cause instanceof TooLongHttpHeaderException
        ? Problem.of(431, "HEADERS_TOO_LARGE", "the headers of the request are too long")
        : Problem.of(400, "BAD_REQUEST", "the request cannot be read as HTTP");
  }
}
