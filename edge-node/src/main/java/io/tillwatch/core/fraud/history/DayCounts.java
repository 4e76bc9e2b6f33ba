package io.tillwatch.core.fraud.history;

import java.util.Arrays;

/** Sums of one key per day of event time; adding commutes, so the order of arrival is no matter. */
final class DayCounts {
  private static final long DAY = 86_400_000L;

  /** Days further apart than this are not both kept: no window is as long. */
  private static final int MOST_DAYS = 400;

  private final int columns;
  private long first;
  private int days;
  private int[] sums = new int[0];

  DayCounts(int columns) {
    this.columns = columns;
  }

  void add(long at, int column, int amount) {
    long day = Math.floorDiv(at, DAY);
    if (days == 0) {
      first = day;
    }
    if (day < first) {
      if (first + days - day > MOST_DAYS) {
        return;
      }
      int more = (int) (first - day);
      int[] longer = new int[(days + more) * columns];
      System.arraycopy(sums, 0, longer, more * columns, days * columns);
      sums = longer;
      days += more;
      first = day;
    } else if (day >= first + days) {
      forgetBefore((day - MOST_DAYS + 1) * DAY);
      first = days == 0 ? day : first;
      days = (int) (day - first) + 1;
      if (days * columns > sums.length) {
        sums = Arrays.copyOf(sums, Math.max(days + 3, days * 3 / 2) * columns);
      }
    }
    sums[(int) (day - first) * columns + column] += amount;
  }

  /** Sum over the days that a window of that length touches. */
  long sum(int column, long now, long window) {
    long from = Math.max(first, Math.floorDiv(now - window, DAY));
    long to = Math.min(first + days - 1, Math.floorDiv(now, DAY));
    long sum = 0;
    for (long day = from; day <= to; day++) {
      sum += sums[(int) (day - first) * columns + column];
    }
    return sum;
  }

  /** Forgets the days before a moment; says whether nothing is left. */
  boolean forgetBefore(long moment) {
    int gone = (int) Math.min(days, Math.max(0, Math.floorDiv(moment, DAY) - first));
    if (gone > 0) {
      System.arraycopy(sums, gone * columns, sums, 0, (days - gone) * columns);
      Arrays.fill(sums, (days - gone) * columns, days * columns, 0);
      first += gone;
      days -= gone;
    }
    return days == 0;
  }
}
