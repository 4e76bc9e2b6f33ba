package io.tillwatch.core.checkout;

import io.tillwatch.core.retail.ReceiptNumber;
import io.tillwatch.core.retail.Return;

/**
 * When a return that repeats an earlier try takes its place: only a try that was held and not paid,
 * in the same store, of the same receipt; and only where the new one is not refused itself. What a
 * till writes into {@code retryOf} beyond that changes nothing.
 */
public final class RetryRule {
  /** Most tries that are looked back on. */
  public static final int MOST_TRIES = 8;

  private RetryRule() {}

  /**
   * Whether a return that speaks of a try takes its place; to be asked only of a try that no
   * decision settled.
   */
  public static boolean replaces(PostedReturn later, PostedReturn earlier) {
    return earlier.status() == Posted.Status.HELD
        && later.status() != Posted.Status.BLOCKED
        && isSameVisit(later.refund(), earlier.refund());
  }

  /** Same store, and same receipt or both without one. */
  public static boolean isSameVisit(Return one, Return other) {
    return one.storeId().equals(other.storeId())
        && ReceiptNumber.same(one.receiptNumber(), other.receiptNumber());
  }
}
