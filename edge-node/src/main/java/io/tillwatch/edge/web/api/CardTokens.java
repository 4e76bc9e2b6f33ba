package io.tillwatch.edge.web.api;

import io.tillwatch.core.alerts.Parties;
import io.tillwatch.core.alerts.TransactionFilter;
import io.tillwatch.core.checkout.TransactionView;
import io.tillwatch.core.ledger.FactsQuery;
import io.tillwatch.core.ledger.LedgerQuery;
import io.tillwatch.core.retail.CardFingerprints;
import io.tillwatch.core.retail.Tender;
import io.tillwatch.core.search.Cut;
import io.tillwatch.core.search.TransactionQuery;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * Finds the token of a card by its fingerprint, in a transaction with it; it is shown to nobody.
 */
final class CardTokens {
  private final Bus bus;
  private final CardFingerprints cards;

  CardTokens(Bus bus, CardFingerprints cards) {
    this.bus = bus;
    this.cards = cards;
  }

  /** The token; empty where no transaction with that card is in memory. */
  Future<Optional<String>> of(String card) {
    TransactionQuery latest =
        new TransactionQuery(TransactionFilter.ofCard(card), Cut.ANY, null, null, false, null, 1);
    return bus.ask(Channels.READ_BARRIER, LedgerQuery.READ_BARRIER)
        .compose(told -> bus.ask(Channels.TRANSACTIONS, latest))
        .compose(page -> token(page.ids(), card));
  }

  private Future<Optional<String>> token(List<String> ids, String card) {
    if (ids.isEmpty()) {
      return Future.succeededFuture(Optional.empty());
    }
    return bus.ask(Channels.BROWSE_FACTS, new FactsQuery(ids, true))
        .map(
            found ->
                found.facts().stream()
                    .map(TransactionView::of)
                    .flatMap(Optional::stream)
                    .map(view -> Parties.tender(view.posted().transaction()))
                    .filter(tender -> card.equals(cards.of(tender)))
                    .map(Tender::token)
                    .findFirst());
  }
}
