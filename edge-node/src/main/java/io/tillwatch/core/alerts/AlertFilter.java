package io.tillwatch.core.alerts;

import io.tillwatch.core.checkout.Posted;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts are wanted: all parts that are not null must hold.
 *
 * @param sale only sales, or none
 * @param storeId where it was raised
 * @param reason code of a reason that counted
 * @param minAmountMinor at least so much was asked for
 * @param maxAmountMinor at most so much was asked for
 * @param from raised then or later
 * @param to raised before
 * @param assignee who works on it
 * @param transaction status of the transaction that raised it; findings have none
 */
public record AlertFilter(
    @Nullable Progress progress,
    @Nullable Boolean sale,
    @Nullable String storeId,
    @Nullable String reason,
    @Nullable Long minAmountMinor,
    @Nullable Long maxAmountMinor,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String assignee,
    @Nullable String customerId,
    @Nullable String cashierId,
    Posted.@Nullable Status transaction) {

  /** How far work on an alert got. */
  public enum Progress {
    OPEN,
    CLAIMED,
    /** Open or claimed. */
    UNRESOLVED,
    RESOLVED;

    boolean holds(AlertView.Status status) {
      return this == UNRESOLVED
          ? status != AlertView.Status.RESOLVED
          : name().equals(status.name());
    }
  }

  /** Whether only alerts without a verdict can match. */
  boolean isOfUnresolved() {
    return progress != null && progress != Progress.RESOLVED;
  }

  boolean isOfHeld() {
    return transaction == Posted.Status.HELD;
  }

  boolean holds(AlertStanding alert, Instant now) {
    AlertEntry entry = alert.entry();
    return is(storeId, entry.storeId())
        && is(customerId, entry.customerId())
        && is(cashierId, entry.cashierId())
        && (sale == null || sale == entry.sale())
        && (reason == null || entry.reasons().contains(reason))
        && (minAmountMinor == null || entry.amountMinor() >= minAmountMinor)
        && (maxAmountMinor == null || entry.amountMinor() <= maxAmountMinor)
        && (from == null || !entry.at().isBefore(from))
        && (to == null || entry.at().isBefore(to))
        && (transaction == null || transaction == alert.transaction())
        && (assignee == null || assignee.equals(alert.holder(now)))
        && (progress == null || progress.holds(alert.status(now)));
  }

  private static boolean is(@Nullable String wanted, @Nullable String found) {
    return wanted == null || wanted.equals(found);
  }
}
