package io.tillwatch.edge.web;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/**
 * Gathers a request's body up to a limit and within a time. What is beyond the limit is read and
 * dropped, so that a client that sends first and listens later still hears its 413.
 */
final class BodyReader {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long DRAIN_AT_MOST = 32L << 20;

  private final int limit;
  private final Promise<Buffer> whole = Promise.promise();
  private final Buffer kept = Buffer.buffer();
  private long seen;

  private BodyReader(int limit) {
    this.limit = limit;
  }

  /** Must be called in the turn of the event loop that brought the request. */
  static Future<Buffer> read(Vertx vertx, HttpServerRequest request, int limit) {
    BodyReader reader = new BodyReader(limit);
    long timer =
        vertx.setTimer(
            PATIENCE.toMillis(),
            id ->
                reader.whole.tryFail(
                    Problem.of(408, "REQUEST_TIMEOUT", "the body did not arrive in time")
                        .exception()));
    request.handler(reader::take);
    request.exceptionHandler(reader.whole::tryFail);
    request.endHandler(end -> reader.finish());
    return reader.whole.future().onComplete(done -> vertx.cancelTimer(timer));
  }

  private void take(Buffer part) {
    seen += part.length();
    if (seen <= limit) {
      kept.appendBuffer(part);
    } else if (seen > DRAIN_AT_MOST) {
      whole.tryFail(tooLarge());
    }
  }

  private void finish() {
    if (seen > limit) {
      whole.tryFail(tooLarge());
    } else {
      whole.tryComplete(kept);
    }
  }

  private ProblemException tooLarge() {
    return Problem.of(413, "BODY_TOO_LARGE", "the body may hold " + limit + " bytes at most")
        .exception();
  }
}
