package io.tillwatch.edge.replication;

import io.tillwatch.core.replication.LatencyFigures;
import io.tillwatch.core.replication.LatencyHistory;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Times from one store's commit to another's, since the start and over the last minute. */
final class LatencyMeter {
  private static final long MAX_MICROS = 3_600_000_000L;
  private static final int DIGITS = 3;

  /** A minute has so many. */
  static final int SLICES = 6;

  private final Histogram all = new Histogram(MAX_MICROS, DIGITS);
  private final Deque<Histogram> recent = new ArrayDeque<>();

  private final Deque<LatencyHistory.Minute> minutes = new ArrayDeque<>();

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
  void rotate() {
    Histogram next =
        recent.size() < SLICES ? new Histogram(MAX_MICROS, DIGITS) : recent.removeFirst();
    next.reset();
    recent.addLast(next);
  }

  /** A minute has passed: its figures are kept. */
  void minute(Instant at) {
    LatencyFigures figures = recentFigures();
    if (figures == null) {
      return;
    }
    if (minutes.size() == LatencyHistory.MINUTES) {
      minutes.removeFirst();
    }
    minutes.addLast(new LatencyHistory.Minute(at, figures));
  }

  /** The last hours. */
  List<LatencyHistory.Minute> minutes() {
    return List.copyOf(minutes);
  }

  void addTo(Histogram total) {
    total.add(all);
  }

  /** Since the start; null where nothing was measured. */
  @Nullable LatencyFigures figures() {
    return figures(all);
  }

  /** Over the last minute; null where nothing was measured. */
  @Nullable LatencyFigures recentFigures() {
    Histogram sum = new Histogram(MAX_MICROS, DIGITS);
    recent.forEach(sum::add);
    return figures(sum);
  }

  static Histogram empty() {
    return new Histogram(MAX_MICROS, DIGITS);
  }

  static @Nullable LatencyFigures figures(Histogram times) {
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
