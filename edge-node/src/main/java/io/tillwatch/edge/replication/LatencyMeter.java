package io.tillwatch.edge.replication;

import io.tillwatch.core.replication.LatencyFigures;
import java.util.ArrayDeque;
import java.util.Deque;
import org.HdrHistogram.Histogram;

/** Times from one store's commit to another's, since the start and over the last minute. */
final class LatencyMeter {
  private static final long MAX_MICROS = 3_600_000_000L;
  private static final int DIGITS = 3;
  private static final int SLICES = 6;

  private final Histogram all = new Histogram(MAX_MICROS, DIGITS);
  private final Deque<Histogram> recent = new ArrayDeque<>();

  LatencyMeter() {
    recent.add(new Histogram(MAX_MICROS, DIGITS));
  }

  /** Negative where the clocks' difference is known too badly: counts as 0. */
  void record(long micros) {
    long value = Math.min(Math.max(0, micros), MAX_MICROS);
    all.recordValue(value);
    recent.getLast().recordValue(value);
  }

  /** Ten seconds have passed: the oldest of them fall out of the last minute. */
  void turn() {
    Histogram next =
        recent.size() < SLICES ? new Histogram(MAX_MICROS, DIGITS) : recent.removeFirst();
    next.reset();
    recent.addLast(next);
  }

  void addTo(Histogram total) {
    total.add(all);
  }

  /** Since the start; null where nothing was measured. */
  LatencyFigures figures() {
    return figures(all);
  }

  /** Over the last minute; null where nothing was measured. */
  LatencyFigures recentFigures() {
    Histogram sum = new Histogram(MAX_MICROS, DIGITS);
    recent.forEach(sum::add);
    return figures(sum);
  }

  static Histogram empty() {
    return new Histogram(MAX_MICROS, DIGITS);
  }

  static LatencyFigures figures(Histogram times) {
    return times.getTotalCount() == 0
        ? null
        : new LatencyFigures(
            times.getTotalCount(),
            Math.round(times.getMean()),
            times.getMinValue(),
            times.getValueAtPercentile(50),
            times.getValueAtPercentile(99),
            times.getMaxValue());
  }
}
