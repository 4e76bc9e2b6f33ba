package io.tillwatch.edge.fraud;

import io.tillwatch.core.fraud.labels.RelatedQuery;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows the returns that somebody should look at because of who made them. The whole past is read
 * for it, so an answer serves for a while. For one thread.
 */
final class RelatedReturns {
  private static final Logger LOG = LoggerFactory.getLogger(RelatedReturns.class);

  /** More than anybody looks at before they are asked for again. */
  private static final int MOST = 100;

  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private static final int PATIENCE_SECONDS = 5;

  /** Of the time at most one part in so many is spent with reading. */
  private static final int PAUSES = 50;

  private static final RelatedQuery.Answer NONE = new RelatedQuery.Answer(List.of());

  private final LabelReader reader;
  private final InstantSource time;
  private final boolean on;
  private RelatedQuery.Answer last = NONE;
  private @Nullable Long until;
  private @Nullable Future<?> underWay;

  /**
   * @param on whether anything is reviewed in this store after it was paid
   */
  RelatedReturns(LabelReader reader, InstantSource time, boolean on) {
    this.reader = reader;
    this.time = time;
    this.on = on;
  }

  /** What is known, which may be a little old; only the first to ask wait, and not for long. */
  Future<RelatedQuery.Answer> ask(RelatedQuery query) {
    Long fresh = until;
    if (on && underWay == null && (fresh == null || System.nanoTime() - fresh >= 0)) {
      refresh();
    }
    Future<?> pending = underWay;
    return pending == null || fresh != null
        ? Future.succeededFuture(last)
        : pending
            .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
            .transform(done -> Future.succeededFuture(last));
  }

  private void refresh() {
    long began = System.nanoTime();
    underWay =
        reader
            .fold()
            .transform(
                done -> {
                  if (done.succeeded()) {
                    last = new RelatedQuery.Answer(done.result().related(time.instant(), MOST));
                  } else {
                    LOG.warn("returns of known cheats could not be read", done.cause());
                  }
                  long ended = System.nanoTime();
                  until = ended + Math.max(PAUSE_NANOS, PAUSES * (ended - began));
                  underWay = null;
                  return Future.succeededFuture();
                });
  }
}
