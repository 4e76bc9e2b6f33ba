package io.tillwatch.core.fraud.drift;

import io.tillwatch.core.fraud.drift.DriftReport.Shift;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Says that returns will be others before they are. Goods come back weeks after they were sold, so
 * that what changes at the sale, prices above all, moves the returns slowly. The watch compares the
 * sales of the last seven days with those of the thirteen weeks before. As there are many more
 * sales than returns, a small index is strong evidence: it alarms where the index is also far above
 * what those thirteen weeks showed among themselves ({@link DriftLevel}).
 *
 * <p>Tell it each sale once, in any order. Its memory is bounded by the days it keeps. For one
 * thread.
 */
public final class SalesWatch {
  /** Sales of so many days are compared; older ones say nothing. */
  public static final int DAYS = 98;

  private static final int WEEK = 7;
  private static final int WEEKS_BEFORE = DAYS / WEEK - 1;

  /** With fewer weeks nobody knows what a week does by itself. */
  private static final int LEAST_WEEKS = 8;

  /** In a week. */
  private static final int LEAST_SALES = 200;

  private static final int SPARE_DAYS = 7;
  private static final long DAY = 86_400_000L;

  /** Four bins to a doubling, as far as a float of some billions goes, one for less than 1. */
  private static final int BINS = 128;

  /** Behind the others: what is not known. */
  private static final int MISSING = BINS;

  private static final int TENTHS = 10;

  /** What stands above the upper two bits of a float's fraction: exponent and quarter. */
  private static final int QUARTER_SHIFT = 21;

  private final SoldNumber[] numbers = SoldNumber.values();
  private final TreeMap<Long, Sold> days = new TreeMap<>();

  /** Counts of some days, per number and bin. */
  private static final class Sold {
    private final int[][] bins = new int[SoldNumber.values().length][BINS + 1];
    private int count;

    void add(Sold more) {
      count += more.count;
      for (int i = 0; i < bins.length; i++) {
        for (int bin = 0; bin <= MISSING; bin++) {
          bins[i][bin] += more.bins[i][bin];
        }
      }
    }
  }

  /**
   * Something was sold.
   *
   * @param at milliseconds since 1970
   * @param sold of {@link SoldNumber#of}
   */
  public void sold(long at, float[] sold) {
    Sold day = days.computeIfAbsent(day(at), d -> new Sold());
    day.count++;
    for (int i = 0; i < numbers.length; i++) {
      day.bins[i][bin(sold[i])]++;
    }
    if (days.size() > DAYS + SPARE_DAYS) {
      days.pollFirstEntry();
    }
  }

  private static long day(long at) {
    return Math.floorDiv(at, DAY);
  }

  private static int bin(float number) {
    if (Float.isNaN(number)) {
      return MISSING;
    }
    if (number < 1) {
      return 0;
    }
    int quarters = Float.floatToIntBits(number) - Float.floatToIntBits(1f) >>> QUARTER_SHIFT;
    return Math.min(BINS - 1, 1 + quarters);
  }

  /** How each number of the sales moved, as of a moment, in milliseconds since 1970. */
  public List<Shift> report(long now) {
    return drift(now).shifts();
  }

  /** The same with how much there was to compare. */
  public SalesDrift drift(long now) {
    long today = day(now);
    Sold last = week(today, 0);
    List<Sold> before = new ArrayList<>();
    for (int back = 1; back <= WEEKS_BEFORE; back++) {
      Sold week = week(today, back);
      if (week.count >= LEAST_SALES) {
        before.add(week);
      }
    }
    boolean enough = last.count >= LEAST_SALES && before.size() >= LEAST_WEEKS;
    List<Shift> shifts = new ArrayList<>();
    for (int i = 0; i < numbers.length; i++) {
      shifts.add(
          enough
              ? shift(i, last, before)
              : new Shift(numbers[i].name(), Double.NaN, DriftLevel.TOO_FEW));
    }
    return new SalesDrift(last.count, before.size(), shifts);
  }

  private Sold week(long today, int back) {
    long end = today - (long) WEEK * back;
    Sold sum = new Sold();
    days.subMap(end - WEEK + 1, true, end, true).values().forEach(sum::add);
    return sum;
  }

  private Shift shift(int number, Sold last, List<Sold> before) {
    Sold all = new Sold();
    before.forEach(all::add);
    Histogram was = tenths(all.bins[number], all.count);
    double usual = 0;
    for (Sold week : before) {
      usual = Math.max(usual, index(was, week.bins[number]));
    }
    double index = index(was, last.bins[number]);
    return new Shift(numbers[number].name(), index, DriftLevel.of(index, usual));
  }

  /** Bins joined until a tenth of the sales lies in each; its edges count the fine bins. */
  private static Histogram tenths(int[] counts, int all) {
    List<Float> edges = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    long within = 0;
    for (int bin = 0; bin < MISSING; bin++) {
      if (counts[bin] > 0 && within * TENTHS >= all) {
        edges.add((float) bin);
        shares.add((double) within / all);
        within = 0;
      }
      within += counts[bin];
    }
    shares.add((double) within / all);
    return new Histogram(edges, shares, (double) counts[MISSING] / all);
  }

  private static double index(Histogram was, int[] counts) {
    long[] joined = new long[was.bins()];
    for (int bin = 0; bin < MISSING; bin++) {
      joined[was.bin((float) bin)] += counts[bin];
    }
    joined[joined.length - 1] += counts[MISSING];
    return was.stabilityIndex(joined);
  }
}
