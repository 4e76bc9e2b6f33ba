package io.tillwatch.core.analytics;

import io.tillwatch.core.analytics.Counters.Count;
import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.fraud.Reason;
import io.tillwatch.core.retail.Resolution;
import io.tillwatch.core.retail.Transaction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one transaction stands, and what it adds to the figures because of that. As many are kept as
 * transactions were ever flagged, so it holds nothing of the transaction but what is counted.
 *
 * @param attempt what it asks to be paid back, never above what was paid where that is known; 0 for
 *     money of another currency than the figures'
 * @param sale whether it is a sale, else a return
 * @param verdict what a reviewer found, or null
 * @param found the merged history shows that it was paid too much
 * @param retry what became of its repetition, or null where it was not repeated
 * @param shadow codes of the rules on trial that it hit
 */
record TransactionStanding(
    ProtectedAttempt attempt,
    boolean sale,
    Posted.Status status,
    Effect effect,
    Resolution.@Nullable Outcome verdict,
    boolean found,
    @Nullable Retry retry,
    List<String> shadow) {

  /**
   * What it moved, minor units.
   *
   * @param voided a sale that was cancelled sold nothing
   * @param soldMinor what it sold; 0 for a return
   */
  record Effect(boolean voided, long soldMinor, long refundedMinor) {}

  /** What became of a repeated attempt. */
  enum Retry {
    APPROVED,
    FLAGGED
  }

  /** What stands in a transaction and in how it was judged; the texts that recur are shared. */
  static ProtectedAttempt attempt(Posted posted, long askedMinor) {
    Transaction transaction = posted.transaction();
    return new ProtectedAttempt(
        transaction.id(),
        transaction.storeId().intern(),
        transaction.at(),
        askedMinor,
        posted.assessment().decision(),
        codes(posted.assessment().reasons()));
  }

  static List<String> codes(List<Reason> reasons) {
    return reasons.isEmpty()
        ? List.of()
        : reasons.stream().map(reason -> reason.code().intern()).toList();
  }

  /** Whether it was held or refused when it was made. */
  boolean isFlagged() {
    return attempt.decision() != Decision.APPROVE;
  }

  TransactionStanding with(Retry newRetry) {
    return new TransactionStanding(attempt, sale, status, effect, verdict, found, newRetry, shadow);
  }

  String storeId() {
    return attempt.storeId();
  }

  Counters tally() {
    boolean completed = status == Posted.Status.COMPLETED;
    boolean detected = isFlagged();
    boolean fraud = verdict == Resolution.Outcome.FRAUD;
    boolean legitimate = verdict == Resolution.Outcome.LEGITIMATE;
    boolean paidNothing = status == Posted.Status.BLOCKED;
    boolean attempted = detected ? !legitimate && retry != Retry.APPROVED : fraud;
    return new Counters()
        .add(sale ? Count.SALES : Count.RETURNS, 1)
        .addIf(completed, Count.APPROVED, 1)
        .addIf(status == Posted.Status.HELD, Count.HELD, 1)
        .addIf(paidNothing, Count.BLOCKED, 1)
        .addIf(completed && !effect.voided(), Count.SOLD_MINOR, effect.soldMinor())
        .add(Count.REFUNDED_MINOR, effect.refundedMinor())
        .addIf(detected, Count.DETECTED, 1)
        .addIf(attempted, Count.ATTEMPTS, 1)
        .addIf(attempted && detected && paidNothing, Count.PREVENTED, 1)
        .addIf(
            attempted && detected && paidNothing && retry == null,
            Count.PROTECTED_MINOR,
            attempt.askedMinor())
        .addIf((detected || found) && verdict == null, Count.OPEN_ALERTS, 1)
        .addIf(fraud, Count.RESOLVED_FRAUD, 1)
        .addIf(legitimate, Count.RESOLVED_LEGITIMATE, 1)
        .addIf(verdict == Resolution.Outcome.INCONCLUSIVE, Count.RESOLVED_INCONCLUSIVE, 1)
        .addIf(fraud && detected, Count.FRAUD_DETECTED, 1)
        .addIf(fraud && paidNothing, Count.FRAUD_PREVENTED, 1)
        .addIf(legitimate && detected, Count.FALSE_POSITIVES, 1);
  }
}
