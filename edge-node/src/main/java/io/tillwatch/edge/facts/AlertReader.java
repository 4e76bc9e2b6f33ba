package io.tillwatch.edge.facts;

import io.tillwatch.core.alerts.AlertView;
import io.tillwatch.core.checkout.DoubleRefundFinding;
import io.tillwatch.core.checkout.ReceiptHistory;
import io.tillwatch.core.checkout.TransactionView;
import io.tillwatch.core.ledger.FactPage;
import io.tillwatch.core.ledger.FactsQuery;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.PageQuery;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channel;
import io.tillwatch.edge.bus.Channels;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Reads alerts, as they stand now, from the ledger. */
public final class AlertReader {
  private final Bus bus;
  private final Channel<FactsQuery, FactPage> facts;
  private final Channel<PageQuery, FactPage> pages;
  private final InstantSource clock;

  /**
   * Reads by that way.
   *
   * @param facts {@link Channels#FACTS} or {@link Channels#BROWSE_FACTS}
   * @param pages {@link Channels#PAGE} or {@link Channels#BROWSE}
   */
  public AlertReader(
      Bus bus,
      Channel<FactsQuery, FactPage> facts,
      Channel<PageQuery, FactPage> pages,
      InstantSource clock) {
    this.bus = bus;
    this.facts = facts;
    this.pages = pages;
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
    return bus.ask(facts, FactsQuery.one(factId))
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

  /**
   * The alert with its transaction: a finding names it only by id, and says what its store knew
   * when it wrote it, so that it is read anew from the receipt's history.
   */
  public Future<AlertView> complete(AlertView alert) {
    DoubleRefundFinding finding = alert.finding();
    return finding == null
        ? Future.succeededFuture(alert)
        : knownNow(alert, finding).compose(this::withTransaction);
  }

  private Future<AlertView> knownNow(AlertView alert, DoubleRefundFinding finding) {
    return finding.kind() == DoubleRefundFinding.Kind.DOUBLE_REFUND && finding.receipt() != null
        ? FactPages.all(bus, pages, Indexes.receipt(finding.receipt()), true)
            .map(facts -> alert.with(ReceiptHistory.of(facts).asKnownNow(finding)))
        : Future.succeededFuture(alert);
  }

  private Future<AlertView> withTransaction(AlertView alert) {
    return bus.ask(facts, new FactsQuery(List.of(alert.transactionId()), true))
        .map(
            page ->
                alert.with(
                    page.facts().stream().findFirst().flatMap(TransactionView::of).orElse(null)));
  }
}
