package io.tillwatch.edge.web.answer.figures;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tillwatch.core.analytics.Figures;
import io.tillwatch.edge.codec.OmittedIfNull;
import org.jspecify.annotations.Nullable;

/**
 * Figures; what is not known is null, never 0.
 *
 * @param replicated null in trends
 */
public record FiguresJson(
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
    Resolved resolved,
    @Nullable Double detectionRate,
    @Nullable Double preventionRate,
    @Nullable Long falsePositives,
    @JsonUnwrapped @OmittedIfNull @Nullable Replicated replicated) {

  /** Verdicts of reviewers. */
  public record Resolved(long fraud, long legitimate, long inconclusive) {}

  /** What came by replication. */
  public record Replicated(
      @Nullable Long replicationEvents, @Nullable LatencyJson replicationLatency) {}

  static FiguresJson of(Figures figures) {
    return of(figures, null);
  }

  static FiguresJson of(Figures figures, @Nullable Replicated replicated) {
    return new FiguresJson(
        figures.legitimateTransactions(),
        figures.frauds().attempts(),
        figures.frauds().detected(),
        figures.frauds().prevented(),
        figures.frauds().protectedMinor(),
        figures.volume().sales(),
        figures.volume().returns(),
        figures.outcomes().approved(),
        figures.outcomes().held(),
        figures.outcomes().blocked(),
        figures.volume().refundedMinor(),
        figures.volume().soldMinor(),
        figures.alerts().open(),
        new Resolved(
            figures.alerts().fraud(),
            figures.alerts().legitimate(),
            figures.alerts().inconclusive()),
        figures.accuracy().detectionRate(),
        figures.accuracy().preventionRate(),
        figures.accuracy().falsePositives(),
        replicated);
  }
}
