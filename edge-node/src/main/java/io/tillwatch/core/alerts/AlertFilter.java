package io.tillwatch.core.alerts;

import io.tillwatch.core.checkout.Posted;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts are wanted: all parts that are not null must hold.
 *
 * @param about what raised it
 * @param assignee who works on it
 * @param transaction status of the transaction that raised it; findings have none
 */
public record AlertFilter(
    TransactionFilter about,
    @Nullable Progress progress,
    @Nullable String assignee,
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
    return about.holds(alert.entry())
        && (transaction == null || transaction == alert.transaction())
        && (assignee == null || assignee.equals(alert.holder(now)))
        && (progress == null || progress.holds(alert.status(now)));
  }
}
