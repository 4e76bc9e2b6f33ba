package io.tillwatch.edge.fraud;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What takes a walk through the ledger's past to know. It is computed when somebody asks, one at a
 * time, and then serves for a while: at most one part in 50 of the time is spent with it, or half
 * while it fails. For one event loop.
 */
final class SlowAnswer<T> {
  private static final Logger LOG = LoggerFactory.getLogger(SlowAnswer.class);
  private static final int PAUSES = 50;

  /** After a failure so many tries are made while otherwise one would be. */
  private static final int FAILED_TRIES = 20;

  private static final int PATIENCE_SECONDS = 5;

  private final String what;
  private final Duration least;
  private final InstantSource time;
  private @Nullable Computed<T> last;
  private @Nullable Future<Computed<T>> underWay;

  /**
   * What was computed.
   *
   * @param key what it is about
   * @param at as of when
   * @param value null where it failed and never succeeded; what failed anew stays as it was
   * @param until it need not be computed again, {@link System#nanoTime}
   */
  record Computed<T>(String key, Instant at, @Nullable T value, long until) {}

  /**
   * @param what it is, for the log
   * @param least it serves so long at least
   */
  SlowAnswer(String what, Duration least, InstantSource time) {
    this.what = what;
    this.least = least;
    this.time = time;
  }

  /** What is known of a key, which may be some minutes old; null where nothing is yet. */
  @Nullable Computed<T> known(String key) {
    Computed<T> known = last;
    return known != null && known.key().equals(key) ? known : null;
  }

  /**
   * Begins to compute it where what is known is too old.
   *
   * @param computing makes it, as of a moment
   * @return done when there is something to be known, or after some seconds
   */
  Future<Void> ask(String key, Function<Instant, Future<T>> computing) {
    Computed<T> known = known(key);
    boolean isFresh = known != null && System.nanoTime() - known.until() < 0;
    if (!isFresh && underWay == null) {
      compute(key, computing);
    }
    Future<Computed<T>> pending = underWay;
    return known != null || pending == null
        ? Future.succeededFuture()
        : pending
            .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
            .transform(done -> Future.succeededFuture());
  }

  private void compute(String key, Function<Instant, Future<T>> computing) {
    long began = System.nanoTime();
    Instant now = time.instant();
    Promise<Computed<T>> ending = Promise.promise();
    underWay = ending.future();
    Future.succeededFuture(now)
        .compose(computing)
        .onComplete(
            done -> {
              if (done.failed()) {
                LOG.warn("{} could not be computed", what, done.cause());
              }
              long ended = System.nanoTime();
              long pause =
                  done.failed()
                      ? Math.max(least.toNanos() / FAILED_TRIES, ended - began)
                      : Math.max(least.toNanos(), PAUSES * (ended - began));
              Computed<T> before = known(key);
              Computed<T> computed =
                  done.failed() && before != null
                      ? new Computed<>(key, before.at(), before.value(), ended + pause)
                      : new Computed<>(key, now, done.result(), ended + pause);
              last = computed;
              underWay = null;
              ending.complete(computed);
            });
  }
}
