package io.tillwatch.edge.ledger;

import io.tillwatch.edge.port.LedgerUnavailableException;
import io.tillwatch.edge.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds readers back while a Redis that came back may have facts that scoring, say, has not heard
 * of. A Redis that still loads its data says so to every request, and is asked again. Lives on the
 * ledger's event loop.
 */
final class ReadBarrier {
  private static final long FIRST_WAIT_MILLIS = 50;
  private static final long LONGEST_WAIT_MILLIS = 500;
  private static final Logger LOG = LoggerFactory.getLogger(ReadBarrier.class);

  private final Vertx vertx;
  private final RedisLink redis;
  private final Supplier<Future<?>> tell;
  private final Runnable opened;

  /** Succeeded while everything that is in Redis was told. */
  private Future<?> told = Future.succeededFuture();

  /**
   * @param tell tells all actors what Redis has and they were not told; may be asked again
   * @param opened done each time the gate opens again
   */
  ReadBarrier(Vertx vertx, RedisLink redis, Supplier<Future<?>> tell, Runnable opened) {
    this.vertx = vertx;
    this.redis = redis;
    this.tell = tell;
    this.opened = opened;
  }

  /** What the reader finds once everything was told; fails where that cannot be done now. */
  <T> Future<T> readBehind(Supplier<Future<T>> reader) {
    return told.compose(
        all -> reader.get(),
        why ->
            Future.failedFuture(
                new LedgerUnavailableException("the ledger's Redis does not answer", why)));
  }

  /** Redis came back. */
  void close() {
    tellWithin(FIRST_WAIT_MILLIS);
  }

  private void tellWithin(long waitMillis) {
    Future<?> telling = tell.get();
    told = telling;
    telling
        .onSuccess(all -> open(telling))
        .onFailure(why -> vertx.setTimer(waitMillis, tick -> again(telling, waitMillis, why)));
  }

  private void open(Future<?> telling) {
    if (told == telling) {
      opened.run();
    }
  }

  private void again(Future<?> failed, long waitedMillis, Throwable why) {
    // a link that went down and came back meanwhile has begun anew
    if (told != failed || !redis.isUp()) {
      return;
    }
    if (waitedMillis == FIRST_WAIT_MILLIS) {
      LOG.atWarn()
          .addKeyValue("error", why.getMessage())
          .log("facts cannot be read until redis has told what it holds: asking again");
    }
    tellWithin(Math.min(LONGEST_WAIT_MILLIS, 2 * waitedMillis));
  }
}
