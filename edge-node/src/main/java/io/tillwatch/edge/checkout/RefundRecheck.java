package io.tillwatch.edge.checkout;

import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.ledger.FactPage;
import io.tillwatch.core.ledger.StoredFact;
import io.vertx.core.Future;

/**
 * Looks once more, after a start, at refunds that were paid without a right: this node may have
 * stopped before their sale became known, or was of a version that never looked.
 */
final class RefundRecheck {
  private final LateAllocation allocation;
  private final DoubleRefundDetector doubleRefunds;

  RefundRecheck(LateAllocation allocation, DoubleRefundDetector doubleRefunds) {
    this.allocation = allocation;
    this.doubleRefunds = doubleRefunds;
  }

  /** Takes up what a page of the past shows; it is looked at bit by bit. */
  Future<FactPage.Learnt> learn(FactPage page) {
    page.facts().forEach(this::learn);
    return Future.succeededFuture(new FactPage.Learnt());
  }

  private void learn(StoredFact stored) {
    if (stored.fact() instanceof PostedReturn refund && LateAllocation.isWithoutRight(refund)) {
      String receipt = refund.refund().namedReceipt();
      allocation.checkSoon(receipt);
      doubleRefunds.checkSoon(receipt);
    }
  }
}
