package io.tillwatch.edge.web.http;

import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.web.problem.Problem;
import io.tillwatch.edge.web.problem.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gathers one request's body up to a limit, within a time, and at no less than a speed. What a
 * caller with a key sends beyond the limit is read and dropped, so that a client that sends first
 * and listens later still hears its 413.
 */
final class BodyReader {
  /** The longest that any body may take. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  /** How long a body may come slowly, or not at all. */
  static final Duration GRACE = Duration.ofSeconds(8);

  private static final long SLOWEST_BYTES_A_SECOND = 4 << 10;
  private static final long DRAIN_AT_MOST = 32L << 20;
  private static final int STEP = 64 << 10;

  private final int limit;
  private final boolean stranger;
  private final String address;
  private final BodyBudget budget;
  private final @Nullable Consumer<Buffer> precheck;
  private final long beganNanos;
  private final Promise<Buffer> whole = Promise.promise();
  private final Buffer kept = Buffer.buffer();
  private long seen;
  private long declared;
  private long reserved;
  private boolean begun;
  private boolean over;

  /**
   * A body of which nothing is read yet.
   *
   * @param stranger nobody knows who sends it: nothing is read beyond the limit
   * @param address whose share of the budget it takes
   * @param precheck looks at the beginning before anything is set aside for the rest; null for none
   */
  BodyReader(
      int limit,
      boolean stranger,
      String address,
      BodyBudget budget,
      @Nullable Consumer<Buffer> precheck,
      long nowNanos) {
    this.limit = limit;
    this.stranger = stranger;
    this.address = address;
    this.budget = budget;
    this.precheck = precheck;
    this.beganNanos = nowNanos;
  }

  /** Must be called in the turn of the event loop that brought the request. */
  Future<Buffer> read(HttpServerRequest request) {
    try {
      declared = declared(request);
      if (precheck == null) {
        begin();
      }
    } catch (ProblemException e) {
      return Future.failedFuture(e);
    }
    request.handler(this::take);
    request.exceptionHandler(gone -> whole.tryFail(brokenOff()));
    request.endHandler(end -> finish());
    return whole.future();
  }

  /** Ends the reading of a body that comes too slowly. */
  void checkPace(long nowNanos) {
    long age = nowNanos - beganNanos;
    boolean slow = age > GRACE.toNanos() && seen < age / 1_000_000_000L * SLOWEST_BYTES_A_SECOND;
    if (slow || age > PATIENCE.toNanos()) {
      whole.tryFail(
          Problem.of(408, "REQUEST_TIMEOUT", "the body did not arrive in time").exception());
    }
  }

  String address() {
    return address;
  }

  /** Bytes that came so far. */
  long seen() {
    return seen;
  }

  boolean isRead() {
    return whole.future().isComplete();
  }

  /** The request is answered, or gone: its bytes are nobody's any more. */
  void giveBack() {
    if (!over) {
      over = true;
      budget.release(address, reserved);
    }
  }

  private long declared(HttpServerRequest request) {
    String said = request.getHeader("Content-Length");
    long length = said == null ? 0 : Long.parseLong(said);
    if (length > limit && stranger) {
      throw tooLarge();
    }
    return Math.min(length, limit);
  }

  /** From here on the body has its share of the budget. */
  private void begin() {
    if (precheck != null) {
      precheck.accept(kept);
    }
    reserve(declared);
    begun = true;
  }

  private void reserve(long bytes) {
    budget.acquire(address, bytes);
    reserved += bytes;
  }

  private void take(Buffer part) {
    seen += part.length();
    if (whole.future().isComplete()) {
      return;
    }
    if (seen > limit) {
      if (stranger || seen > DRAIN_AT_MOST) {
        whole.tryFail(tooLarge());
      }
      return;
    }
    try {
      kept.appendBuffer(part);
      if (!begun && kept.length() < Bus.headerCheckBytes()) {
        return;
      }
      if (!begun) {
        begin();
      }
      while (seen > reserved) {
        reserve(STEP);
      }
    } catch (ProblemException e) {
      whole.tryFail(e);
    }
  }

  private void finish() {
    if (seen > limit) {
      whole.tryFail(tooLarge());
    } else {
      whole.tryComplete(kept);
    }
  }

  /** Whether more than a precheck was read. */
  boolean isBegun() {
    return begun;
  }

  private static ProblemException brokenOff() {
    return Problem.of(400, "BODY_BROKEN_OFF", "the connection ended before the body").exception();
  }

  private ProblemException tooLarge() {
    return Problem.of(413, "BODY_TOO_LARGE", "the body may hold " + limit + " bytes at most")
        .exception();
  }
}
