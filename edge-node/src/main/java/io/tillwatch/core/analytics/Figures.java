package io.tillwatch.core.analytics;

import io.tillwatch.core.analytics.Counters.Count;
import org.jspecify.annotations.Nullable;

/**
 * The figures that stats and the demo's report print; money in minor units.
 *
 * @param legitimateTransactions every transaction that is no fraud attempt
 */
public record Figures(
    long legitimateTransactions,
    Frauds frauds,
    Volume volume,
    Outcomes outcomes,
    Alerts alerts,
    Accuracy accuracy) {

  /**
   * Fraud attempts.
   *
   * @param attempts detected ones less those a reviewer found legitimate or whose retry with its
   *     remedy was approved, plus approved ones that a reviewer found fraudulent
   * @param detected decided REVIEW or BLOCK
   * @param prevented attempts that were detected and are paid nothing: blocked or declined
   * @param protectedMinor what those asked for, never above what was paid where that is known; an
   *     attempt that was tried again counts once
   */
  public record Frauds(long attempts, long detected, long prevented, long protectedMinor) {}

  /** What was sold and taken back. */
  public record Volume(long sales, long returns, long refundedMinor, long soldMinor) {}

  /**
   * How transactions stand now.
   *
   * @param approved COMPLETED
   * @param held HELD
   * @param blocked BLOCKED
   */
  public record Outcomes(long approved, long held, long blocked) {}

  /** Alerts that wait, and those that reviewers resolved. */
  public record Alerts(long open, long fraud, long legitimate, long inconclusive) {}

  /**
   * How good the detection was, as far as reviewers said.
   *
   * @param detectionRate share of known frauds that were detected, or null while none is known
   * @param preventionRate share of known frauds that were paid nothing, or null while none is known
   * @param falsePositives detected ones that were legitimate, or null while no verdict exists
   */
  public record Accuracy(
      @Nullable Double detectionRate,
      @Nullable Double preventionRate,
      @Nullable Long falsePositives) {}

  /** Nothing happened yet. */
  public static final Figures NONE = of(new Counters());

  static Figures of(Counters tally) {
    Frauds frauds =
        new Frauds(
            tally.get(Count.ATTEMPTS),
            tally.get(Count.DETECTED),
            tally.get(Count.PREVENTED),
            tally.get(Count.PROTECTED_MINOR));
    Volume volume =
        new Volume(
            tally.get(Count.SALES),
            tally.get(Count.RETURNS),
            tally.get(Count.REFUNDED_MINOR),
            tally.get(Count.SOLD_MINOR));
    Alerts alerts =
        new Alerts(
            tally.get(Count.OPEN_ALERTS),
            tally.get(Count.RESOLVED_FRAUD),
            tally.get(Count.RESOLVED_LEGITIMATE),
            tally.get(Count.RESOLVED_INCONCLUSIVE));
    return new Figures(
        volume.sales() + volume.returns() - frauds.attempts(),
        frauds,
        volume,
        new Outcomes(tally.get(Count.APPROVED), tally.get(Count.HELD), tally.get(Count.BLOCKED)),
        alerts,
        accuracy(tally, alerts));
  }

  private static Accuracy accuracy(Counters tally, Alerts alerts) {
    boolean judged = alerts.fraud() + alerts.legitimate() > 0;
    return new Accuracy(
        share(tally.get(Count.FRAUD_DETECTED), alerts.fraud()),
        share(tally.get(Count.FRAUD_PREVENTED), alerts.fraud()),
        judged ? tally.get(Count.FALSE_POSITIVES) : null);
  }

  private static @Nullable Double share(long part, long whole) {
    return whole == 0 ? null : (double) part / whole;
  }
}
