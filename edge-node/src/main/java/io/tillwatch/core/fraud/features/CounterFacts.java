package io.tillwatch.core.fraud.features;

import io.tillwatch.core.fraud.history.StoreFigures;
import io.tillwatch.core.fraud.rules.Dossier;
import io.tillwatch.core.retail.Return;

/** The cashier and the lane at which a return is made. */
final class CounterFacts {
  private static final long WEEK = 7 * FeatureSource.DAY;
  private static final long MONTH = 30 * FeatureSource.DAY;

  private final Dossier dossier;
  private final Return refund;
  private final StoreFigures store;

  CounterFacts(Dossier dossier) {
    this.dossier = dossier;
    this.refund = dossier.refund();
    this.store = dossier.view().figures(refund.storeId());
  }

  /** NaN at a lane without cashier. */
  double cashierReturns() {
    return refund.cashierId() == null ? Double.NaN : returns(refund.cashierId(), WEEK);
  }

  /** NaN at a lane without cashier, and for a cashier without refunds. */
  double unusualShare() {
    if (refund.cashierId() == null) {
      return Double.NaN;
    }
    long unusual = store.ofCashier(refund.cashierId(), StoreFigures.UNUSUAL, dossier.now(), MONTH);
    return unusual / (double) returns(refund.cashierId(), MONTH);
  }

  private long returns(String cashier, long window) {
    return store.ofCashier(cashier, StoreFigures.RETURNS, dossier.now(), window);
  }

  double laneFrauds() {
    return refund.laneId() == null
        ? Double.NaN
        : dossier
            .view()
            .count(
                dossier.view().fraudsOfLane(refund.storeId(), refund.laneId()),
                MONTH,
                dossier.view()::isConfirmedFraud);
  }
}
