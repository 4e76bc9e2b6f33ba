package io.tillwatch.edge.fraud;

import io.tillwatch.core.fraud.drift.DriftReference;
import io.tillwatch.core.fraud.drift.DriftView;
import io.tillwatch.core.fraud.drift.ModelDrift;
import io.tillwatch.core.fraud.drift.SalesDrift;
import io.tillwatch.core.fraud.model.ReturnModel;
import io.tillwatch.core.fraud.models.BroughtCard;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.fraud.model.ModelCardFile;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows the drift of the model that judges. It is computed when somebody asks, one at a time, and
 * not again for some minutes: a busy store's ledger is long. A worker counts; this is for one event
 * loop.
 */
final class DriftKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(DriftKeeper.class);
  private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(10);

  /** Of the time at most one part in so many is spent with reading. */
  private static final int PAUSES = 50;

  /** After a failure so many tries are made while otherwise one would be. */
  private static final int FAILED_TRIES = 20;

  private static final int PATIENCE_SECONDS = 5;

  private final Vertx vertx;
  private final InstantSource time;
  private final ActiveModels models;
  private final DriftReader reader;
  private @Nullable Computed last;
  private @Nullable Future<Computed> underWay;

  /**
   * What was computed.
   *
   * @param key of the model and card that it is about
   * @param drift null where it failed
   * @param until it need not be computed again, {@link System#nanoTime}
   */
  private record Computed(String key, Instant at, @Nullable ModelDrift drift, long until) {}

  /**
   * @param currency that amounts of sales are compared in
   */
  DriftKeeper(Vertx vertx, Bus bus, InstantSource time, ActiveModels models, String currency) {
    this.vertx = vertx;
    this.time = time;
    this.models = models;
    this.reader = new DriftReader(bus, currency);
  }

  /** What is known, which may be some minutes old. */
  Future<DriftView> ask(DriftView.Query query) {
    WatchedModel watched = models.watched();
    if (watched == null) {
      return Future.succeededFuture(
          new DriftView(null, false, null, "no model judges or is tried here", null));
    }
    refresh(watched);
    Future<Computed> pending = underWay;
    if (pending == null || !query.patient() || known(watched) != null) {
      return Future.succeededFuture(view(watched));
    }
    return pending
        .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .transform(done -> Future.succeededFuture(view(watched)));
  }

  private @Nullable Computed known(WatchedModel watched) {
    Computed known = last;
    return known != null && known.key().equals(watched.key()) ? known : null;
  }

  private DriftView view(WatchedModel watched) {
    String hash = watched.model().hash();
    Computed known = known(watched);
    if (known == null) {
      return new DriftView(hash, watched.champion(), null, "it is being computed", null);
    }
    return new DriftView(hash, watched.champion(), known.at(), words(known.drift()), known.drift());
  }

  private static String words(@Nullable ModelDrift drift) {
    if (drift == null) {
      return "it could not be computed; the log says why";
    }
    return drift.compared()
        ? "compared with what the model learned from"
        : "the model's card, which says what is usual, is not here";
  }

  private void refresh(WatchedModel watched) {
    Computed known = known(watched);
    boolean fresh = known != null && System.nanoTime() - known.until() < 0;
    if (fresh || underWay != null) {
      return;
    }
    long began = System.nanoTime();
    Instant now = time.instant();
    underWay =
        reader
            .read(now)
            .compose(past -> vertx.executeBlocking(() -> compute(watched, past, now)))
            .transform(
                done -> {
                  if (done.failed()) {
                    LOG.warn("the drift of a model could not be computed", done.cause());
                  }
                  long ended = System.nanoTime();
                  long least = done.failed() ? PAUSE_NANOS / FAILED_TRIES : PAUSE_NANOS;
                  long pause = Math.max(least, PAUSES * (ended - began));
                  Computed computed =
                      new Computed(watched.key(), now, done.result(), ended + pause);
                  last = computed;
                  underWay = null;
                  return Future.succeededFuture(computed);
                });
  }

  private static ModelDrift compute(WatchedModel watched, DriftReader.Past past, Instant now) {
    BroughtCard card = watched.card();
    DriftReference reference = ModelCardFile.reference(card == null ? null : card.text());
    ReturnModel model = watched.model();
    SalesDrift sales = past.sales().drift(now.toEpochMilli());
    return ModelDrift.of(reference, model::score, past.returns(), sales, now);
  }
}
