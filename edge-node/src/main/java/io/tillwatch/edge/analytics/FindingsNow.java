package io.tillwatch.edge.analytics;

import io.tillwatch.core.checkout.DoubleRefundFinding;
import io.tillwatch.core.checkout.ReceiptHistory;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.facts.FactPages;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the double refunds that were found about a return as its receipt's history shows them by
 * now: which of several returns paid too much changes as a store learns of earlier ones.
 */
final class FindingsNow {
  private final Bus bus;

  FindingsNow(Bus bus) {
    this.bus = bus;
  }

  /** The transaction with what was found about it brought up to date. */
  Future<StoredFact> asKnownNow(StoredFact stored) {
    return stored.about().stream()
        .flatMap(about -> doubleRefund(about).stream())
        .map(DoubleRefundFinding::receipt)
        .findFirst()
        .map(
            receipt ->
                FactPages.all(bus, Indexes.receipt(receipt), true)
                    .map(facts -> with(stored, ReceiptHistory.of(facts))))
        .orElseGet(() -> Future.succeededFuture(stored));
  }

  private static StoredFact with(StoredFact stored, ReceiptHistory history) {
    List<StoredFact> about = new ArrayList<>();
    for (StoredFact said : stored.about()) {
      Optional<DoubleRefundFinding> written = doubleRefund(said);
      if (written.isEmpty()) {
        about.add(said);
        continue;
      }
      DoubleRefundFinding now = history.asKnownNow(written.get());
      if (!now.isNothing()) {
        about.add(new StoredFact(said.op(), now, said.about()));
      }
    }
    return new StoredFact(stored.op(), stored.fact(), about);
  }

  private static Optional<DoubleRefundFinding> doubleRefund(StoredFact said) {
    return said.fact() instanceof DoubleRefundFinding finding
            && finding.kind() == DoubleRefundFinding.Kind.DOUBLE_REFUND
            && finding.receipt() != null
        ? Optional.of(finding)
        : Optional.empty();
  }
}
