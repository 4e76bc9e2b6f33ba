package io.tillwatch.edge.bench;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** What {@link ReplicationBench} measured. */
public record ReplicationResult(Machine machine, int seconds, List<AtRate> rates) {
  private static final String ROW = "%8s  %-18s %-10s %8d %8d %8d%n";
  private static final String RATIOS = "%8s  %-18s %-10s %8.2f %8.2f %8.2f%n";

  public ReplicationResult {
    rates = List.copyOf(rates);
  }

  /**
   * One rate.
   *
   * @param missing ops of ours that were not applied when the run ended
   */
  public record AtRate(
      int opsPerSecond, Times natively, Times tillwatch, Ratios ratio, int missing) {
    static AtRate of(int rate, Stamps natively, Stamps ours) {
      Times theirs = Times.of(natively);
      Times mine = Times.of(ours);
      return new AtRate(
          rate,
          theirs,
          mine,
          new Ratios(
              mine.commitToApplied().against(theirs.commitToApplied()),
              mine.sendToApplied().against(theirs.sendToApplied())),
          ours.missing());
    }
  }

  /** Microseconds of one side. */
  public record Times(Latency commitToApplied, Latency sendToApplied) {
    static Times of(Stamps stamps) {
      return new Times(stamps.commitToApplied(), stamps.sendToApplied());
    }
  }

  /** Ours divided by native. */
  public record Ratios(Latency.Ratio commitToApplied, Latency.Ratio sendToApplied) {}

  /** Writes a table. */
  public void print(PrintWriter out) {
    out.println(machine);
    out.printf(
        Locale.ROOT,
        "%8s  %-18s %-10s %8s %8s %8s%n",
        "ops/s",
        "microseconds",
        "",
        "p50",
        "p99",
        "max");
    for (AtRate at : rates) {
      row(out, at, "commit -> applied", "native", at.natively().commitToApplied());
      row(out, at, "", "tillwatch", at.tillwatch().commitToApplied());
      ratio(out, at.ratio().commitToApplied());
      row(out, at, "send -> applied", "native", at.natively().sendToApplied());
      row(out, at, "", "tillwatch", at.tillwatch().sendToApplied());
      ratio(out, at.ratio().sendToApplied());
      if (at.missing() > 0) {
        out.println("          " + at.missing() + " ops were not applied in time");
      }
    }
    out.flush();
  }

  private static void row(PrintWriter out, AtRate at, String what, String who, Latency times) {
    out.printf(
        Locale.ROOT,
        ROW,
        what.isEmpty() ? "" : at.opsPerSecond(),
        what,
        who,
        times.p50(),
        times.p99(),
        times.max());
  }

  private static void ratio(PrintWriter out, Latency.Ratio ratio) {
    out.printf(Locale.ROOT, RATIOS, "", "", "ratio", ratio.p50(), ratio.p99(), ratio.max());
  }
}
