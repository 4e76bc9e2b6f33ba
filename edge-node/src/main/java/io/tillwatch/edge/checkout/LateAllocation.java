package io.tillwatch.edge.checkout;

import io.tillwatch.core.checkout.Allocated;
import io.tillwatch.core.checkout.Posted.Status;
import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.checkout.PostedSale;
import io.tillwatch.core.checkout.ReceiptHistory;
import io.tillwatch.core.checkout.RightChanges;
import io.tillwatch.core.checkout.TransactionView;
import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.ledger.Commit;
import io.tillwatch.core.ledger.Committed;
import io.tillwatch.core.ledger.Draft;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.oplog.RightChange;
import io.tillwatch.core.replication.Membership;
import io.tillwatch.core.retail.HeldDecision;
import io.tillwatch.core.retail.LineQuantity;
import io.tillwatch.core.retail.Sale;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.facts.ReceiptChecks;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;

/**
 * Counts at home what other stores paid back without a right, because they did not know the sale.
 * As soon as sale and return are known here, the units are taken from the receipt's rights. So no
 * grant gives them out again.
 */
final class LateAllocation {
  private final Bus bus;
  private final InstantSource time;
  private final Membership members;
  private final ReceiptChecks receipts;

  LateAllocation(Bus bus, InstantSource time, Membership members) {
    this.bus = bus;
    this.time = time;
    this.members = members;
    this.receipts =
        new ReceiptChecks(
            bus,
            "refunds without a right could not be counted; tried again soon",
            LateAllocation::isWithoutRight,
            (receipt, facts) -> count(ReceiptHistory.of(facts)));
  }

  /** A fact was committed or applied. */
  void committed(Committed committed) {
    if (committed.fact() instanceof PostedReturn refund) {
      if (refund.status() == Status.COMPLETED && isWithoutRight(refund)) {
        receipts.now(refund.refund().namedReceipt());
      }
    } else if (committed.fact() instanceof PostedSale sale && !committed.local()) {
      // it came back from elsewhere: its refunds may have come before it
      receipts.now(sale.sale().receiptNumber());
    } else if (committed.fact() instanceof HeldDecision decision && decision.approve()) {
      receipts.decided(decision.of());
    }
  }

  /** Looks again at every refund that some store paid on its own word. */
  void begin() {
    receipts.standIns(receipts::now);
  }

  /** Goes on with what could not be counted; to be called from time to time. */
  void retry() {
    receipts.retry();
  }

  /** Whether it pays, or is to pay, for a receipt whose right it does not have. */
  static boolean isWithoutRight(PostedReturn refund) {
    return refund.refund().receiptNumber() != null
        && refund.taken().isEmpty()
        && refund.refundMinor() > 0;
  }

  /** Looks at a receipt with the next {@link #retry()}. */
  void checkSoon(String receipt) {
    receipts.soon(receipt);
  }

  private Future<?> count(ReceiptHistory history) {
    if (history.sale() == null) {
      return Future.succeededFuture();
    }
    Sale sale = history.sale().sale();
    if (!members.ownerOf(sale.storeId()).equals(bus.self().value())) {
      return Future.succeededFuture();
    }
    return Future.all(
        history.returns().stream()
            .filter(view -> view.status() == Status.COMPLETED && hasNone(view))
            .map(view -> commit(sale, view, history.taken(view)))
            .toList());
  }

  /** Neither the return nor the decision that paid it got a right. */
  private static boolean hasNone(TransactionView view) {
    return isWithoutRight((PostedReturn) view.posted())
        && (view.decision() == null || view.decision().cover().taken().isEmpty());
  }

  private Future<?> commit(Sale sale, TransactionView refund, List<LineQuantity> lines) {
    if (lines.isEmpty()) {
      return Future.succeededFuture();
    }
    Allocated allocated =
        new Allocated(
            Allocated.idFor(refund.id()),
            time.instant(),
            bus.self().value(),
            sale.receiptNumber(),
            refund.id(),
            lines);
    List<RightChange> takes = RightChanges.paidAlready(sale.storeId(), sale.receiptNumber(), lines);
    Draft draft =
        Draft.of(FactKind.ALLOCATED, allocated.id(), allocated.at(), allocated)
            .about(List.of(refund.id()))
            .in(List.of(Indexes.receipt(sale.receiptNumber())))
            .moving(takes)
            .build();
    return bus.ask(Channels.COMMIT, Commit.of(draft));
  }
}
