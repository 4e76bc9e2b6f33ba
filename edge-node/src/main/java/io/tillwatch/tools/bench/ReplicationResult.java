package io.tillwatch.tools.bench;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What {@link ReplicationBench} measured. */
public record ReplicationResult(Machine machine, int seconds, List<AtRate> rates) {
  private static final String ROW = "%8s  %-18s %-21s %8d %8d %8d%n";
  private static final String RATIOS = "%8s  %-18s %-21s %8.2f %8.2f %8.2f%n";

  public ReplicationResult {
    rates = List.copyOf(rates);
  }

  /**
   * One rate.
   *
   * @param nativeEntry Redis replicates one entry of a stream
   * @param nativeCommit Redis replicates what a commit of ours writes
   * @param missing ops of ours that were not applied when the run ended
   * @param nativeMissing the same of both native runs together
   */
  public record AtRate(
      int opsPerSecond,
      Times nativeEntry,
      Times nativeCommit,
      Times tillwatch,
      Ratios againstEntry,
      Ratios againstCommit,
      int missing,
      int nativeMissing) {
    static AtRate of(int rate, OpTimestamps entries, OpTimestamps commits, OpTimestamps ours) {
      Times entry = Times.of(entries);
      Times commit = Times.of(commits);
      Times mine = Times.of(ours);
      return new AtRate(
          rate,
          entry,
          commit,
          mine,
          Ratios.of(mine, entry),
          Ratios.of(mine, commit),
          ours.missing(),
          entries.missing() + commits.missing());
    }
  }

  /** Microseconds of one side. */
  public record Times(Latency commitToApplied, Latency sendToApplied) {
    static Times of(OpTimestamps stamps) {
      return new Times(stamps.commitToApplied(), stamps.sendToApplied());
    }
  }

  /** Ours divided by native. */
  public record Ratios(Latency.Ratio commitToApplied, Latency.Ratio sendToApplied) {
    static Ratios of(Times mine, Times theirs) {
      return new Ratios(
          mine.commitToApplied().against(theirs.commitToApplied()),
          mine.sendToApplied().against(theirs.sendToApplied()));
    }
  }

  /** Writes a table. */
  public void print(PrintWriter out) {
    out.println(machine);
    out.printf(
        Locale.ROOT,
        "%8s  %-18s %-21s %8s %8s %8s%n",
        "ops/s",
        "microseconds",
        "",
        "p50",
        "p99",
        "max");
    for (AtRate at : rates) {
      print(out, at, "commit -> applied", Times::commitToApplied, Ratios::commitToApplied);
      print(out, at, "send -> applied", Times::sendToApplied, Ratios::sendToApplied);
      if (at.missing() > 0) {
        out.println("          " + at.missing() + " ops were not applied in time");
      }
      if (at.nativeMissing() > 0) {
        out.println("          " + at.nativeMissing() + " native ops were not applied in time");
      }
    }
    out.flush();
  }

  private static void print(
      PrintWriter out,
      AtRate at,
      String what,
      Function<Times, Latency> time,
      Function<Ratios, Latency.Ratio> ratio) {
    String rate = Integer.toString(at.opsPerSecond());
    row(out, rate, what, "native, one entry", time.apply(at.nativeEntry()));
    row(out, "", "", "native, same writes", time.apply(at.nativeCommit()));
    row(out, "", "", "tillwatch", time.apply(at.tillwatch()));
    row(out, "ratio to one entry", ratio.apply(at.againstEntry()));
    row(out, "ratio to same writes", ratio.apply(at.againstCommit()));
  }

  private static void row(PrintWriter out, String rate, String what, String who, Latency times) {
    out.printf(Locale.ROOT, ROW, rate, what, who, times.p50(), times.p99(), times.max());
  }

  private static void row(PrintWriter out, String what, Latency.Ratio ratio) {
    out.printf(Locale.ROOT, RATIOS, "", "", what, ratio.p50(), ratio.p99(), ratio.max());
  }
}
