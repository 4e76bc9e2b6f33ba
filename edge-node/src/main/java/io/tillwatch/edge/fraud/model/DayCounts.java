package io.tillwatch.edge.fraud.model;

import java.util.Map;
import java.util.TreeMap;

/** Sums of one key per day of event time; adding commutes, so the order of arrival is no matter. */
final class DayCounts {
  private static final long DAY = 86_400_000L;

  private final TreeMap<Long, long[]> byDay = new TreeMap<>();
  private final int columns;

  DayCounts(int columns) {
    this.columns = columns;
  }

  void add(long at, int column, long amount) {
    byDay.computeIfAbsent(Math.floorDiv(at, DAY), day -> new long[columns])[column] += amount;
  }

  /** Sum over the days that a window of that length touches. */
  long sum(int column, long now, long window) {
    long from = Math.floorDiv(now - window, DAY);
    long to = Math.floorDiv(now, DAY);
    long sum = 0;
    for (Map.Entry<Long, long[]> day : byDay.subMap(from, true, to, true).entrySet()) {
      sum += day.getValue()[column];
    }
    return sum;
  }

  /** Forgets the days before a moment; says whether nothing is left. */
  boolean forgetBefore(long moment) {
    byDay.headMap(Math.floorDiv(moment, DAY)).clear();
    return byDay.isEmpty();
  }
}
