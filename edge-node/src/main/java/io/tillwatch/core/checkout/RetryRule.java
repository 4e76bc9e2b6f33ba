package io.tillwatch.core.checkout;

import io.tillwatch.core.retail.ReceiptNumber;
import io.tillwatch.core.retail.Return;
import org.jspecify.annotations.Nullable;

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
        && replaces(later, earlier.refund().storeId(), earlier.refund().receiptNumber());
  }

  /**
   * The same for who kept no more of a held try than where it was made and of which receipt.
   *
   * @param receiptNumber null for a try without a receipt
   */
  public static boolean replaces(
      PostedReturn later, String storeId, @Nullable String receiptNumber) {
    return later.status() != Posted.Status.BLOCKED
        && isSameVisit(later.refund(), storeId, receiptNumber);
  }

  /** Same store, and same receipt or both without one. */
  public static boolean isSameVisit(Return one, Return other) {
    return isSameVisit(one, other.storeId(), other.receiptNumber());
  }

  private static boolean isSameVisit(Return one, String storeId, @Nullable String receiptNumber) {
    return one.storeId().equals(storeId) && ReceiptNumber.same(one.receiptNumber(), receiptNumber);
  }
}
