package io.tillwatch.tools.demo;

import io.tillwatch.tools.demo.Terminal.Tone;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The final report as a table, beside what the original demo reached on its own script. */
final class ReportText {
  /** Published by the original demo: 4 of 9 attempts stopped, 5.69 ms on average. */
  private static final String ORIGINAL_ATTEMPTS = "9";

  private static final String ORIGINAL_PREVENTED = "4";
  private static final String ORIGINAL_RATE = "44.4 %";
  private static final String ORIGINAL_LATENCY = "5,690";

  private final Terminal terminal;

  ReportText(Terminal terminal) {
    this.terminal = terminal;
  }

  void show(Report report) {
    terminal.line();
    terminal.line(terminal.paint(Tone.STRONG, row("Report", "this run", "original demo")));
    line("legitimate transactions", report.legitimateTransactions(), "");
    line("fraud attempts", report.fraudAttempts(), ORIGINAL_ATTEMPTS);
    line("fraud detected (review or block)", report.fraudDetected(), "");
    line("fraud prevented (paid nothing)", report.fraudPrevented(), ORIGINAL_PREVENTED);
    line("value protected", Money.text(report.valueProtectedMinor()) + " " + report.currency(), "");
    line("replication events", report.replicationEvents(), "");
    showLatency(report.replicationLatency());
    line("detection rate", percent(report.detectionRate()), "");
    line("prevention rate", percent(report.preventionRate()), ORIGINAL_RATE);
    line("false positives", report.falsePositives(), "");
    terminal.line();
    terminal.line(verdict(report));
    terminal.line(
        terminal.paint(
            Tone.FAINT,
            "Rates and false positives rest on the script's labels, which the nodes never see."));
  }

  private void showLatency(Report.@Nullable Latency latency) {
    if (latency == null) {
      line("replication latency", "not measured", ORIGINAL_LATENCY);
      return;
    }
    line("replication latency, average (us)", latency.averageMicros(), ORIGINAL_LATENCY);
    line("replication latency, p50 (us)", latency.p50Micros(), "");
    line("replication latency, p99 (us)", latency.p99Micros(), "");
    terminal.line(
        terminal.paint(
            Tone.FAINT,
            String.format(
                Locale.ROOT,
                "  (Redis of one store to Redis of the other, %,d ops since start, p50 and p99 of the"
                    + " slower direction; clock error up to %,d us)",
                latency.count(),
                latency.clockErrorMicros())));
  }

  private String verdict(Report report) {
    if (report.passed()) {
      return terminal.paint(
          Tone.GOOD, "Every scripted fraud was stopped, every honest customer was served.");
    }
    long wrong = report.steps().stream().filter(step -> !step.asExpected()).count();
    return terminal.paint(Tone.BAD, wrong + " step(s) did not end as they should; see above.");
  }

  private void line(String name, long value, String original) {
    line(name, String.format(Locale.ROOT, "%,d", value), original);
  }

  private void line(String name, String value, String original) {
    terminal.line(row("  " + name, value, original));
  }

  private static String row(String name, String value, String original) {
    return String.format(Locale.ROOT, "%-40s %18s %18s", name, value, original).stripTrailing();
  }

  private static String percent(double rate) {
    return String.format(Locale.ROOT, "%.1f %%", rate * 100);
  }
}
