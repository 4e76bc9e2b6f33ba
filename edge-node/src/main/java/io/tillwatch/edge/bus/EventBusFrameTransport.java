package io.tillwatch.edge.bus;

import io.tillwatch.core.oplog.StoreId;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.ReplyException;
import java.time.Duration;

/** Carries frames over the clustered event bus. */
record EventBusFrameTransport(EventBus events) implements FrameTransport {
  private static final int FAILED = 500;
  private static final int REFUSED = 403;
  private static final int NOT_AGREED = 409;

  @Override
  public String name() {
    return "bus";
  }

  @Override
  public Future<Buffer> carry(String address, StoreId to, Buffer frame, Duration timeout) {
    return events
        .<Buffer>request(
            at(address, to), frame, new DeliveryOptions().setSendTimeout(timeout.toMillis()))
        .transform(
            done ->
                done.succeeded()
                    ? Future.succeededFuture(done.result().body())
                    : Future.failedFuture(named(done.cause())));
  }

  private static Throwable named(Throwable why) {
    return why instanceof ReplyException reply && reply.failureCode() == NOT_AGREED
        ? new UnknownSessionException(reply.getMessage())
        : why;
  }

  static String at(String address, StoreId store) {
    return address + "." + store;
  }

  /** What an asker over the bus is told. */
  static int codeOf(Throwable why) {
    if (why instanceof RefusedFrameException frame) {
      return frame.why().isCuredByHandshake() ? NOT_AGREED : REFUSED;
    }
    return FAILED;
  }
}
