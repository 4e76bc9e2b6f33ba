package io.tillwatch.tools.bench;

import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What {@link CheckoutBench} measured; microseconds.
 *
 * @param refused checkouts that were not answered with 201
 * @param plainPerSecond of redis-benchmark; null where it did not run
 * @param plainLatency the same
 * @param plainProblem why it did not run; null where it did
 */
public record CheckoutResult(
    Machine machine,
    int connections,
    long httpPerSecond,
    Latency httpLatency,
    long refused,
    @Nullable Long plainPerSecond,
    @Nullable Latency plainLatency,
    @Nullable String plainProblem) {

  /** Checkouts a second over HTTP by script calls a second; null where there is nothing beside. */
  public @Nullable Double ratio() {
    return plainPerSecond == null || plainPerSecond == 0
        ? null
        : Math.round(1000.0 * httpPerSecond / plainPerSecond) / 1000.0;
  }

  /** Writes a table. */
  public void print(PrintWriter out) {
    out.println(machine);
    out.printf(Locale.ROOT, "%-34s %10s %8s %8s %8s%n", "", "per second", "p50", "p99", "max");
    row(out, "HTTP checkout, -c " + connections, httpPerSecond, httpLatency);
    if (plainPerSecond == null || plainLatency == null) {
      out.println("nothing to compare with: " + plainProblem);
    } else {
      row(out, "redis-benchmark -P 1, same script", plainPerSecond, plainLatency);
      out.printf(Locale.ROOT, "%-34s %10.3f%n", "ratio", ratio());
    }
    if (refused > 0) {
      out.println(refused + " checkouts were refused");
    }
    out.flush();
  }

  private static void row(PrintWriter out, String what, long perSecond, Latency latency) {
    out.printf(
        Locale.ROOT,
        "%-34s %10d %8d %8d %8d%n",
        what,
        perSecond,
        latency.p50(),
        latency.p99(),
        latency.max());
  }
}
