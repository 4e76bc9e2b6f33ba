package io.tillwatch.tools.bench;

import org.HdrHistogram.Histogram;

/** Latencies of one run, in microseconds. */
record Latency(long count, long p50, long p99, long max) {

  static Latency of(Histogram times) {
    return new Latency(
        times.getTotalCount(),
        times.getValueAtPercentile(50),
        times.getValueAtPercentile(99),
        times.getMaxValue());
  }

  /** How many times as long as the other; 0 where that took no time. */
  Ratio against(Latency other) {
    return new Ratio(ratio(p50, other.p50), ratio(p99, other.p99), ratio(max, other.max));
  }

  /** Quotients of latencies. */
  record Ratio(double p50, double p99, double max) {}

  private static double ratio(long mine, long theirs) {
    return theirs == 0 ? 0 : Math.round(100.0 * mine / theirs) / 100.0;
  }
}
