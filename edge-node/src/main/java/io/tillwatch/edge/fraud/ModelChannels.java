package io.tillwatch.edge.fraud;

import io.tillwatch.core.fraud.models.ModelBook;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;

/** What others ask about trained models. */
final class ModelChannels {
  private ModelChannels() {}

  /**
   * Begins to answer.
   *
   * @param currency the shop's own
   * @param reviewing whether anything is reviewed in this store after it was paid
   */
  static Future<?> open(
      Vertx vertx,
      Bus bus,
      InstantSource time,
      ModelBook book,
      ActiveModels models,
      String currency,
      boolean reviewing) {
    DriftKeeper drift = new DriftKeeper(vertx, bus, time, models, currency);
    LabelReader labels = new LabelReader(bus);
    return Future.all(
        List.of(
            bus.handle(Channels.MODELS, query -> Future.succeededFuture(models.view())),
            bus.handle(Channels.MODEL_COMMAND, new ModelsHandler(vertx, bus, time, book)::handle),
            bus.handle(Channels.MODEL_DRIFT, drift::ask),
            bus.handle(Channels.LABELS, labels::read),
            bus.handle(Channels.RELATED, new RelatedReturns(vertx, labels, time, reviewing)::ask)));
  }
}
