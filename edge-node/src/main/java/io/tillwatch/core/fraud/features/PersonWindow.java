package io.tillwatch.core.fraud.features;

import io.tillwatch.core.fraud.history.HistoryEntry;
import io.tillwatch.core.fraud.history.HistoryView;
import io.tillwatch.core.retail.Return;
import io.tillwatch.core.retail.Transaction;
import java.util.HashSet;
import java.util.Set;

/** What one person did in the days before a return, under the return's own account and card. */
final class PersonWindow {
  private static final double HOUR = 3_600_000.0;
  private static final double DAY = 24 * HOUR;

  /** Nobody is taken to move faster than this for a second of a clock's error. */
  private static final double SHORTEST_HOURS = 1 / 60.0;

  private final HistoryView view;
  private final String here;
  private final Set<String> stores = new HashSet<>();
  private int returns;
  private int withoutReceipt;
  private int refused;
  private int frauds;
  private int purchases;
  private long returnedMinor;
  private long purchasedMinor;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;
  private double speedKmh = Double.NaN;

  /**
   * @param here the store of the return that is judged
   */
  PersonWindow(HistoryView view, String here) {
    this.view = view;
    this.here = here;
    stores.add(here);
  }

  /** Counts an earlier transaction of the person, in any order. */
  void add(HistoryEntry entry) {
    Transaction transaction = entry.transaction();
    first = Math.min(first, entry.since());
    if (entry.since() > last) {
      last = entry.since();
      speedKmh = speed(entry);
    }
    boolean isOurs = view.context().isOurMoney(transaction);
    if (transaction instanceof Return refund) {
      addReturn(entry, refund, isOurs);
    } else {
      purchases++;
      purchasedMinor += isOurs ? transaction.totalMinor() : 0;
    }
  }

  private void addReturn(HistoryEntry entry, Return refund, boolean isOurs) {
    frauds += view.isConfirmedFraud(entry) ? 1 : 0;
    if (view.claim(entry) == HistoryEntry.Claim.NONE) {
      refused++;
      return;
    }
    returns++;
    withoutReceipt += refund.receiptNumber() == null ? 1 : 0;
    returnedMinor += isOurs ? refund.totalMinor() : 0;
    stores.add(refund.storeId());
  }

  private double speed(HistoryEntry entry) {
    long metres = view.context().metresBetween(entry.storeId(), here);
    double hours = Math.max(SHORTEST_HOURS, (view.now() - entry.since()) / HOUR);
    return metres < 0 ? Double.NaN : metres / 1000.0 / hours;
  }

  double returns() {
    return returns;
  }

  double withoutReceipt() {
    return withoutReceipt;
  }

  double refused() {
    return refused;
  }

  double frauds() {
    return frauds;
  }

  double purchases() {
    return purchases;
  }

  double returnedMinor() {
    return returnedMinor;
  }

  double purchasedMinor() {
    return purchasedMinor;
  }

  /** Of stores with returns, the one of this return included. */
  double stores() {
    return stores.size();
  }

  /** NaN where nothing was bought or brought back. */
  double returnRate() {
    return (double) returnedMinor / (returnedMinor + purchasedMinor);
  }

  double meanPurchase() {
    return (double) purchasedMinor / purchases;
  }

  /** Days since the first transaction in the window, 0 for somebody new. */
  double tenureDays() {
    return first == Long.MAX_VALUE ? 0 : Math.max(0, (view.now() - first) / DAY);
  }

  /** NaN for somebody new, or where a place is not known. */
  double speedKmh() {
    return speedKmh;
  }
}
