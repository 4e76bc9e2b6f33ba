package io.tillwatch.edge.web.api;

import io.tillwatch.core.checkout.TransactionView;
import io.tillwatch.core.ledger.FactsQuery;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.vertx.core.Future;
import java.util.Optional;

/** Reads single transactions, as they stand now, from the ledger. */
public final class FactClient {
  private final Bus bus;

  public FactClient(Bus bus) {
    this.bus = bus;
  }

  /** The transaction, or empty where this store does not know it. */
  public Future<Optional<TransactionView>> transaction(String id) {
    return fact(id).map(found -> found.flatMap(TransactionView::of));
  }

  /** The fact with what was said of it. */
  Future<Optional<StoredFact>> fact(String id) {
    return bus.ask(Channels.BROWSE_FACTS, FactsQuery.one(id))
        .map(page -> page.facts().stream().findFirst());
  }
}
