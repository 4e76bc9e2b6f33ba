package io.tillwatch.core.analytics;

import io.tillwatch.core.analytics.Counters.Count;
import org.jspecify.annotations.Nullable;

/**
 * The figures that stats and the demo's report print; money in minor units.
 *
 * @param legitimateTransactions every transaction that is no fraud attempt
 * @param fraudAttempts detected ones less those a reviewer found legitimate or whose retry with its
 *     remedy was approved, plus approved ones that a reviewer found fraudulent
 * @param fraudDetected decided REVIEW or BLOCK
 * @param fraudPrevented attempts that were detected and are paid nothing: blocked or declined
 * @param valueProtectedMinor what those asked for, never above what was paid where that is known;
 *     an attempt that was tried again counts once
 * @param approved COMPLETED now
 * @param held HELD now
 * @param blocked BLOCKED now
 * @param detectionRate share of known frauds that were detected, or null while none is known
 * @param preventionRate share of known frauds that were paid nothing, or null while none is known
 * @param falsePositives detected ones that were legitimate, or null while no verdict exists
 */
public record Figures(
    long legitimateTransactions,
    long fraudAttempts,
    long fraudDetected,
    long fraudPrevented,
    long valueProtectedMinor,
    long sales,
    long returns,
    long approved,
    long held,
    long blocked,
    long refundedMinor,
    long soldMinor,
    long openAlerts,
    long resolvedFraud,
    long resolvedLegitimate,
    long resolvedInconclusive,
    @Nullable Double detectionRate,
    @Nullable Double preventionRate,
    @Nullable Long falsePositives) {

  /** Nothing happened yet. */
  public static final Figures NONE = of(new Counters());

  static Figures of(Counters tally) {
    long frauds = tally.get(Count.RESOLVED_FRAUD);
    long verdicts = frauds + tally.get(Count.RESOLVED_LEGITIMATE);
    long attempts = tally.get(Count.ATTEMPTS);
    return new Figures(
        tally.get(Count.SALES) + tally.get(Count.RETURNS) - attempts,
        attempts,
        tally.get(Count.DETECTED),
        tally.get(Count.PREVENTED),
        tally.get(Count.PROTECTED_MINOR),
        tally.get(Count.SALES),
        tally.get(Count.RETURNS),
        tally.get(Count.APPROVED),
        tally.get(Count.HELD),
        tally.get(Count.BLOCKED),
        tally.get(Count.REFUNDED_MINOR),
        tally.get(Count.SOLD_MINOR),
        tally.get(Count.OPEN_ALERTS),
        frauds,
        tally.get(Count.RESOLVED_LEGITIMATE),
        tally.get(Count.RESOLVED_INCONCLUSIVE),
        share(tally.get(Count.FRAUD_DETECTED), frauds),
        share(tally.get(Count.FRAUD_PREVENTED), frauds),
        verdicts == 0 ? null : tally.get(Count.FALSE_POSITIVES));
  }

  private static @Nullable Double share(long part, long whole) {
    return whole == 0 ? null : (double) part / whole;
  }
}
