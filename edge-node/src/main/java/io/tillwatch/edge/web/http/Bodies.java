package io.tillwatch.edge.web.http;

import io.tillwatch.edge.web.access.Caller;
import io.tillwatch.edge.web.problem.Problem;
import io.tillwatch.edge.web.problem.RejectedBodyThrottle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the bodies of all requests of one server within budgets, so that no crowd of senders fills
 * the heap. Callers with a key have one budget. Those without have two, so that large bodies cannot
 * take what small ones need.
 */
final class Bodies {
  static final int SMALL = 256 << 10;
  private static final long MIB = 1 << 20;
  private static final long CHECK_EVERY_MILLIS = 1_000;
  private static final String EVERYBODY = "";

  private final BodyBudget known;
  private final BodyBudget strangersSmall = new BodyBudget(8 * MIB, 4 * MIB);
  private final BodyBudget strangersLarge =
      new BodyBudget(2L * BodyKind.FRAME.limit(), BodyKind.FRAME.limit());
  private final RejectedBodyThrottle refusals = new RejectedBodyThrottle(8 * MIB, MIB);
  private final Set<BodyReader> reading = new LinkedHashSet<>();

  /**
   * Reads nothing yet.
   *
   * @param heap the most that this JVM takes, bytes: budgets are parts of it
   */
  Bodies(Vertx vertx, long heap) {
    known = new BodyBudget(Math.max(16 * MIB, Math.min(128 * MIB, heap / 8)), Long.MAX_VALUE);
    vertx.setPeriodic(CHECK_EVERY_MILLIS, tick -> checkPace());
  }

  /** The body; fails with ProblemException 408, 413, 417 or 503. */
  Future<Buffer> read(RoutingContext context, Endpoint endpoint, Caller caller) {
    HttpServerRequest request = context.request();
    String expected = request.getHeader("Expect");
    if (expected != null && !expected.equalsIgnoreCase("100-continue")) {
      return Future.failedFuture(
          Problem.of(417, "EXPECTATION_FAILED", "expected nothing or 100-continue").exception());
    }
    if (request.isEnded()) {
      return Future.succeededFuture(Buffer.buffer());
    }
    boolean stranger = caller.role() == null;
    boolean large = stranger && strangers(request) == strangersLarge;
    BodyReader reader =
        new BodyReader(
            endpoint.body().limit(),
            stranger,
            stranger ? caller.address() : EVERYBODY,
            stranger ? strangers(request) : known,
            large ? beginning -> precheck(endpoint, caller, beginning) : null,
            System.nanoTime());
    Future<Buffer> body = reader.read(request);
    context.addEndHandler(end -> over(reader, large && request.response().getStatusCode() >= 400));
    if (!body.isComplete()) {
      reading.add(reader);
      if (expected != null) {
        request.response().writeContinue();
      }
    }
    return body;
  }

  /** A long body of a stranger begins; throws ProblemException where the rest is not wanted. */
  private void precheck(Endpoint endpoint, Caller caller, Buffer beginning) {
    endpoint.precheck().accept(beginning);
    refusals.check(caller.address(), System.nanoTime());
  }

  private void over(BodyReader reader, boolean forNothing) {
    reader.giveBack();
    if (forNothing && reader.isBegun()) {
      refusals.add(reader.address(), reader.seen(), System.nanoTime());
    }
  }

  private BodyBudget strangers(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    return length != null && Long.parseLong(length) <= SMALL ? strangersSmall : strangersLarge;
  }

  /** Bytes that are being read or answered now. */
  long held() {
    return known.taken() + strangersSmall.taken() + strangersLarge.taken();
  }

  private void checkPace() {
    long now = System.nanoTime();
    List.copyOf(reading).forEach(reader -> reader.checkPace(now));
    reading.removeIf(BodyReader::isRead);
  }
}
