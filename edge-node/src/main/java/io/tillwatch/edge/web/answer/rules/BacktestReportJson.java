package io.tillwatch.edge.web.answer.rules;

import io.tillwatch.core.fraud.Backtest;
import io.tillwatch.core.fraud.Decision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What other rules would have decided. */
public record BacktestReportJson(
    String proposedVersion,
    String currentVersion,
    int transactions,
    int changed,
    long blockedMoreMinor,
    long blockedLessMinor,
    List<Change> changes) {

  /** One decision that differs. */
  public record Change(
      String transactionId,
      @Nullable String customerId,
      long totalMinor,
      Verdict now,
      Verdict proposed) {

    private static Change of(Backtest.Change change) {
      return new Change(
          change.transactionId(),
          change.customerId(),
          change.totalMinor(),
          new Verdict(change.now(), change.scoreNow()),
          new Verdict(change.proposed(), change.scoreProposed()));
    }
  }

  /** What rules say of a return. */
  public record Verdict(Decision decision, int score) {}

  public static BacktestReportJson of(Backtest.Report report) {
    return new BacktestReportJson(
        report.proposedVersion(),
        report.currentVersion(),
        report.transactions(),
        report.changed(),
        report.blockedMoreMinor(),
        report.blockedLessMinor(),
        report.changes().stream().map(Change::of).toList());
  }
}
