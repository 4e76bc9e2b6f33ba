package io.tillwatch.edge.alerts;

import io.tillwatch.edge.alerts.model.AlertView;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.checkout.model.TransactionView;
import io.tillwatch.edge.ledger.model.FactsQuery;
import io.tillwatch.edge.ledger.model.StoredFact;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Reads alerts, as they stand now, from the ledger. */
public final class AlertReader {
  private final Bus bus;
  private final InstantSource clock;

  public AlertReader(Bus bus, InstantSource clock) {
    this.bus = bus;
    this.clock = clock;
  }

  /** The alert of that id, or empty where this store does not know it. */
  public Future<Optional<AlertView>> alert(String alertId) {
    return AlertView.factIdOf(alertId)
        .map(this::ofFact)
        .orElseGet(() -> Future.succeededFuture(Optional.empty()));
  }

  /** The alert that the fact of that id raised, or empty where it raised none. */
  public Future<Optional<AlertView>> ofFact(String factId) {
    return bus.ask(Channels.FACTS, FactsQuery.one(factId))
        .compose(
            page ->
                page.facts().stream()
                    .findFirst()
                    .flatMap(this::fold)
                    .map(alert -> complete(alert).map(Optional::of))
                    .orElseGet(() -> Future.succeededFuture(Optional.empty())));
  }

  /** The alert that this fact raised, without the transaction that a finding rests on. */
  public Optional<AlertView> fold(StoredFact stored) {
    return AlertView.of(stored, clock.instant());
  }

  /** The alert with its transaction: a finding names it only by id. */
  public Future<AlertView> complete(AlertView alert) {
    if (alert.transaction() != null) {
      return Future.succeededFuture(alert);
    }
    return bus.ask(Channels.FACTS, new FactsQuery(List.of(alert.transactionId()), true))
        .map(
            page ->
                alert.with(
                    page.facts().stream().findFirst().flatMap(TransactionView::of).orElse(null)));
  }
}
