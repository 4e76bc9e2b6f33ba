package io.tillwatch.edge.web;

import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.checkout.model.TransactionView;
import io.tillwatch.edge.ledger.model.FactsQuery;
import io.tillwatch.edge.ledger.model.StoredFact;
import io.vertx.core.Future;
import java.util.Optional;

/** Reads single transactions, as they stand now, from the ledger. */
final class Facts {
  private final Bus bus;

  Facts(Bus bus) {
    this.bus = bus;
  }

  /** The transaction, or empty where this store does not know it. */
  Future<Optional<TransactionView>> transaction(String id) {
    return fact(id).map(found -> found.flatMap(TransactionView::of));
  }

  /** The fact with what was said of it. */
  Future<Optional<StoredFact>> fact(String id) {
    return bus.ask(Channels.BROWSE_FACTS, FactsQuery.one(id))
        .map(page -> page.facts().stream().findFirst());
  }
}
