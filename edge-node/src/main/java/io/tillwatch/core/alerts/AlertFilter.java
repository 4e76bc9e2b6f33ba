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
    RESOLVED,
    /** Unresolved, and not snoozed: the API's name for what a reviewer has to do now. */
    TODO,
    /** Unresolved, and nobody need look at it yet. */
    SNOOZED;

    boolean matches(AlertStanding alert, Instant now) {
      boolean isSnoozed = alert.hold(now).snoozedUntil() != null;
      return switch (this) {
        case UNRESOLVED -> !alert.isResolved();
        case TODO -> !alert.isResolved() && !isSnoozed;
        case SNOOZED -> isSnoozed;
        default -> name().equals(alert.status(now).name());
      };
    }
  }

  /** Whether only alerts without a verdict can match. */
  boolean isOfUnresolved() {
    return progress != null && progress != Progress.RESOLVED;
  }

  boolean isOfHeld() {
    return transaction == Posted.Status.HELD;
  }

  boolean matches(AlertStanding alert, Instant now) {
    return about.matches(alert.entry())
        && (transaction == null || transaction == alert.transaction())
        && (assignee == null || assignee.equals(alert.hold(now).by()))
        && (progress == null || progress.matches(alert, now));
  }
}
