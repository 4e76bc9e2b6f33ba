package io.tillwatch.core.analytics;

import io.tillwatch.core.analytics.Tally.Count;
import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.PostedSale;
import io.tillwatch.core.checkout.TransactionView;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.fraud.Reason;
import io.tillwatch.core.retail.Resolution;

/**
 * How one transaction stands, and what it adds to the figures because of that.
 *
 * @param askedMinor what it asked to be paid back, never above what was paid where that is known; 0
 *     for money of another currency than the figures'
 * @param soldMinor what it sold; 0 for a return
 * @param verdict what a reviewer found, or null
 * @param found the merged history shows that it was paid too much
 * @param retry what became of its repetition, or null where it was not repeated
 */
record TransactionStanding(
    TransactionView view,
    long askedMinor,
    long soldMinor,
    long refundedMinor,
    Resolution.Outcome verdict,
    boolean found,
    Retry retry) {

  /** What became of a repeated attempt. */
  enum Retry {
    APPROVED,
    FLAGGED
  }

  TransactionStanding with(Retry newRetry) {
    return new TransactionStanding(
        view, askedMinor, soldMinor, refundedMinor, verdict, found, newRetry);
  }

  String storeId() {
    return view.posted().transaction().storeId();
  }

  /** This attempt as a row of the value protected. */
  ProtectedAttempt toProtected() {
    return new ProtectedAttempt(
        view.id(),
        storeId(),
        view.posted().transaction().at(),
        askedMinor,
        view.posted().assessment().decision(),
        view.posted().assessment().reasons().stream().map(Reason::code).toList());
  }

  Tally tally() {
    boolean sale = view.posted() instanceof PostedSale;
    boolean completed = view.status() == Posted.Status.COMPLETED;
    boolean detected = view.posted().assessment().decision() != Decision.APPROVE;
    boolean fraud = verdict == Resolution.Outcome.FRAUD;
    boolean legitimate = verdict == Resolution.Outcome.LEGITIMATE;
    boolean paidNothing = view.status() == Posted.Status.BLOCKED;
    boolean attempt = detected ? !legitimate && retry != Retry.APPROVED : fraud;
    return new Tally()
        .add(sale ? Count.SALES : Count.RETURNS, 1)
        .addIf(completed, Count.APPROVED, 1)
        .addIf(view.status() == Posted.Status.HELD, Count.HELD, 1)
        .addIf(paidNothing, Count.BLOCKED, 1)
        .addIf(completed && !view.voided(), Count.SOLD_MINOR, soldMinor)
        .add(Count.REFUNDED_MINOR, refundedMinor)
        .addIf(detected, Count.DETECTED, 1)
        .addIf(attempt, Count.ATTEMPTS, 1)
        .addIf(attempt && detected && paidNothing, Count.PREVENTED, 1)
        .addIf(
            attempt && detected && paidNothing && retry == null, Count.PROTECTED_MINOR, askedMinor)
        .addIf((detected || found) && verdict == null, Count.OPEN_ALERTS, 1)
        .addIf(fraud, Count.RESOLVED_FRAUD, 1)
        .addIf(legitimate, Count.RESOLVED_LEGITIMATE, 1)
        .addIf(verdict == Resolution.Outcome.INCONCLUSIVE, Count.RESOLVED_INCONCLUSIVE, 1)
        .addIf(fraud && detected, Count.FRAUD_DETECTED, 1)
        .addIf(fraud && paidNothing, Count.FRAUD_PREVENTED, 1)
        .addIf(legitimate && detected, Count.FALSE_POSITIVES, 1);
  }
}
