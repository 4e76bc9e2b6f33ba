package io.tillwatch.edge.checkout;

import io.tillwatch.core.checkout.DoubleRefundFinding;
import io.tillwatch.core.checkout.Posted.Status;
import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.checkout.PostedSale;
import io.tillwatch.core.checkout.ReceiptHistory;
import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.ledger.Commit;
import io.tillwatch.core.ledger.Committed;
import io.tillwatch.core.ledger.Draft;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.retail.HeldDecision;
import io.tillwatch.core.retail.ReceiptNumber;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.facts.ReceiptChecks;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Sees refunds that no store could know to be double when they were paid: at every return that
 * becomes known here, its receipt is folded anew. Every store finds the same, under the same id;
 * both refunds stay on record.
 */
final class DoubleRefundDetector {
  private static final int MAX_ORPHANS = 10_000;

  private final Bus bus;

  /**
   * Keys of receipts whose return came before their sale; looked at again once the sale is known.
   */
  private final Set<String> orphans = new HashSet<>();

  private final ReceiptChecks receipts;

  DoubleRefundDetector(Bus bus) {
    this.bus = bus;
    this.receipts =
        new ReceiptChecks(
            bus,
            "double refunds could not be looked for; tried again soon",
            DoubleRefundDetector::namesReceipt,
            this::check);
  }

  /** A fact was committed or applied. */
  void committed(Committed committed) {
    if (committed.fact() instanceof PostedReturn refund
        && namesReceipt(refund)
        && refund.status() != Status.BLOCKED) {
      receipts.now(refund.refund().namedReceipt());
    } else if (committed.fact() instanceof PostedSale sale
        && orphans.remove(ReceiptNumber.key(sale.sale().receiptNumber()))) {
      receipts.now(sale.sale().receiptNumber());
    } else if (committed.fact() instanceof HeldDecision decision && decision.approve()) {
      receipts.decided(decision.of());
    }
  }

  /**
   * Looks once more at every receipt that some store refunded on its own word: this node may have
   * stopped between hearing of one and looking.
   */
  void begin() {
    receipts.standIns(receipts::soon);
  }

  /** Goes on with what could not be looked at; to be called from time to time. */
  void retry() {
    receipts.retry();
  }

  /** Looks at a receipt with the next {@link #retry()}. */
  void checkSoon(String receipt) {
    receipts.soon(receipt);
  }

  private static boolean namesReceipt(PostedReturn refund) {
    return refund.refund().receiptNumber() != null;
  }

  private Future<?> check(String receipt, List<StoredFact> facts) {
    return record(receipt, ReceiptHistory.of(facts), ids(facts));
  }

  private static Set<String> ids(List<StoredFact> facts) {
    return facts.stream().map(stored -> stored.op().factId()).collect(Collectors.toSet());
  }

  private Future<Void> record(String receipt, ReceiptHistory history, Set<String> known) {
    if (history.sale() == null) {
      if (orphans.size() < MAX_ORPHANS) {
        orphans.add(ReceiptNumber.key(receipt));
      }
      return Future.succeededFuture();
    }
    List<Future<Void>> found =
        history.doubleRefunds().stream()
            .filter(finding -> !known.contains(finding.id()))
            .map(this::record)
            .toList();
    return Future.all(found).mapEmpty();
  }

  private static String receiptOf(DoubleRefundFinding finding) {
    return Objects.requireNonNull(finding.receipt(), "a double refund is of a receipt");
  }

  private Future<Void> record(DoubleRefundFinding finding) {
    Draft draft =
        Draft.of(FactKind.FINDING, finding.id(), finding.at(), finding)
            .about(finding.returns())
            .in(List.of(Indexes.ALERTS, Indexes.receipt(receiptOf(finding))))
            .build();
    return bus.ask(Channels.COMMIT, Commit.of(draft)).mapEmpty();
  }
}
