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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Knows the drift of the model that judges. A worker counts; this is for one event loop. */
final class DriftKeeper {
  private final Vertx vertx;
  private final ActiveModels models;
  private final DriftReader reader;
  private final SlowAnswer<ModelDrift> drift;

  /**
   * @param currency that amounts of sales are compared in
   */
  DriftKeeper(Vertx vertx, Bus bus, InstantSource time, ActiveModels models, String currency) {
    this.vertx = vertx;
    this.models = models;
    this.reader = new DriftReader(bus, currency);
    this.drift = new SlowAnswer<>("the drift of a model", Duration.ofMinutes(10), time);
  }

  /** What is known, which may be some minutes old. */
  Future<DriftView> ask(DriftView.Query query) {
    WatchedModel watched = models.watched();
    if (watched == null) {
      return Future.succeededFuture(
          new DriftView(null, false, null, "no model judges or is tried here", null));
    }
    Future<Void> known = drift.ask(watched.key(), now -> compute(watched, now));
    return query.patient()
        ? known.map(done -> view(watched))
        : Future.succeededFuture(view(watched));
  }

  private DriftView view(WatchedModel watched) {
    String hash = watched.model().hash();
    SlowAnswer.Computed<ModelDrift> known = drift.known(watched.key());
    if (known == null) {
      return new DriftView(hash, watched.champion(), null, "it is being computed", null);
    }
    return new DriftView(hash, watched.champion(), known.at(), words(known.value()), known.value());
  }

  private static String words(@Nullable ModelDrift drift) {
    if (drift == null) {
      return "it could not be computed; the log says why";
    }
    return drift.compared()
        ? "compared with what the model learned from"
        : "the model's card, which says what is usual, is not here";
  }

  private Future<ModelDrift> compute(WatchedModel watched, Instant now) {
    return reader
        .read(now)
        .compose(past -> vertx.executeBlocking(() -> compute(watched, past, now), false));
  }

  private static ModelDrift compute(WatchedModel watched, DriftReader.Past past, Instant now) {
    BroughtCard card = watched.card();
    DriftReference reference = ModelCardFile.reference(card == null ? null : card.text());
    ReturnModel model = watched.model();
    SalesDrift sales = past.sales().drift(now.toEpochMilli());
    return ModelDrift.of(reference, model::score, past.returns(), sales, now);
  }
}
