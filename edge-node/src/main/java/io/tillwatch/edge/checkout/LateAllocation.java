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
import io.tillwatch.core.ledger.FactsQuery;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.oplog.RightChange;
import io.tillwatch.core.replication.Membership;
import io.tillwatch.core.retail.HeldDecision;
import io.tillwatch.core.retail.LineQuantity;
import io.tillwatch.core.retail.Sale;
import io.tillwatch.edge.async.RetryQueue;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.facts.FactPages;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;

/**
 * Counts at home what other stores paid back without a right, because they did not know the sale:
 * as soon as both are known here, the units are taken from the receipt's rights, so that no grant
 * gives them out again.
 */
final class LateAllocation {
  private final Bus bus;
  private final InstantSource time;
  private final Membership members;
  private final RetryQueue retries;

  LateAllocation(Bus bus, InstantSource time, Membership members) {
    this.bus = bus;
    this.time = time;
    this.members = members;
    this.retries = new RetryQueue("refunds without a right could not be counted; tried again soon");
  }

  /** Looks at a fact that was committed or applied. */
  void look(Committed committed) {
    if (committed.fact() instanceof PostedReturn refund) {
      if (refund.status() == Status.COMPLETED && isWithoutRight(refund)) {
        check(refund.refund().namedReceipt());
      }
    } else if (committed.fact() instanceof PostedSale sale && !committed.local()) {
      // it came back from elsewhere: its refunds may have come before it
      check(sale.sale().receiptNumber());
    } else if (committed.fact() instanceof HeldDecision decision && decision.approve()) {
      retries.attempt(decision.of(), () -> settled(decision.of()));
    }
  }

  /** Looks again at every refund that some store paid on its own word. */
  void begin() {
    retries.attempt("all stand-ins", this::standIns);
  }

  /** Goes on with what could not be counted; to be called from time to time. */
  void retry() {
    retries.retry();
  }

  private Future<?> standIns() {
    return FactPages.all(bus, Indexes.STAND_IN, false)
        .onSuccess(
            facts ->
                facts.stream()
                    .map(stored -> stored.fact())
                    .filter(fact -> fact instanceof PostedReturn refund && isWithoutRight(refund))
                    .map(fact -> ((PostedReturn) fact).refund().receiptNumber())
                    .distinct()
                    .forEach(this::check));
  }

  private Future<?> settled(String returnId) {
    return bus.ask(Channels.FACTS, new FactsQuery(List.of(returnId), false))
        .onSuccess(
            page ->
                page.facts().stream()
                    .filter(stored -> stored.fact() instanceof PostedReturn r && isWithoutRight(r))
                    .map(stored -> ((PostedReturn) stored.fact()).refund().receiptNumber())
                    .forEach(this::check));
  }

  /** Whether it pays, or is to pay, for a receipt whose right it does not have. */
  static boolean isWithoutRight(PostedReturn refund) {
    return refund.refund().receiptNumber() != null
        && refund.taken().isEmpty()
        && refund.refundMinor() > 0;
  }

  /** Looks at a receipt with the next {@link #retry()}. */
  void checkSoon(String receipt) {
    retries.add(receipt, () -> checkNow(receipt));
  }

  private void check(String receipt) {
    retries.attempt(receipt, () -> checkNow(receipt));
  }

  private Future<?> checkNow(String receipt) {
    return FactPages.all(bus, Indexes.receipt(receipt), true)
        .compose(facts -> count(ReceiptHistory.of(facts)));
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
