package io.tillwatch.edge.web;

import io.tillwatch.edge.alerts.model.AlertView;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.checkout.model.TransactionView;
import io.tillwatch.edge.ledger.model.FactsQuery;
import io.tillwatch.edge.ledger.model.StoredFact;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.Optional;

/** Reads single transactions and alerts, as they stand now, from the ledger. */
final class Facts {
  private final Bus bus;
  private final InstantSource clock;

  Facts(Bus bus, InstantSource clock) {
    this.bus = bus;
    this.clock = clock;
  }

  /** The transaction, or empty where this store does not know it. */
  Future<Optional<TransactionView>> transaction(String id) {
    return fact(id).map(found -> found.flatMap(TransactionView::of));
  }

  /** The alert, or empty where this store does not know it. */
  Future<Optional<AlertView>> alert(String alertId) {
    return AlertView.transactionIdOf(alertId)
        .map(
            id -> fact(id).map(found -> found.flatMap(fact -> AlertView.of(fact, clock.instant()))))
        .orElseGet(() -> Future.succeededFuture(Optional.empty()));
  }

  /** The fact with what was said of it. */
  Future<Optional<StoredFact>> fact(String id) {
    return bus.ask(Channels.FACTS, FactsQuery.one(id))
        .map(page -> page.facts().stream().findFirst());
  }
}
