package io.tillwatch.edge.bus;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;

/**
 * An answer within the node: a value or the exception itself, which the event bus would flatten to
 * a text.
 */
record LocalReply(Object value, Throwable failure) {

  static LocalReply of(AsyncResult<?> done) {
    return new LocalReply(done.result(), done.cause());
  }

  <A> Future<A> as(Class<A> type) {
    return failure == null
        ? Future.succeededFuture(type.cast(value))
        : Future.failedFuture(failure);
  }
}
