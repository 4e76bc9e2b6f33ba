package io.tillwatch.core.fraud.drift;

import io.tillwatch.core.fraud.drift.DriftReport.Measure;
import io.tillwatch.core.fraud.drift.DriftReport.Shift;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts returns and labels per day of event time, and says how far they moved from what a model
 * learned from. Tell it each return and each label once, in any order. Its memory is bounded by the
 * days it keeps, however much it is told. For one thread.
 */
public final class DriftWatch {
  /** The least time that is looked at: every weekday once. */
  static final int FEWEST_DAYS = 7;

  /** How far back is looked where few return. */
  static final int MOST_DAYS = 28;

  /** With fewer returns a tenth of them moves by chance as far as a watch is from steady. */
  static final int LEAST_RETURNS = 200;

  static final int LABEL_DAYS = 90;
  static final int LEAST_LABELS = 200;
  static final int LEAST_FRAUDS = 10;
  static final int LEAST_ALERTS = 20;

  private static final long DAY = 86_400_000L;
  private static final int SPARE_DAYS = 7;
  private static final int HIGHEST = 100;
  private static final int TENTHS = 11;

  private final DriftReference reference;
  private final List<Map.Entry<String, Histogram>> features;
  private final TreeMap<Long, Returns> returns = new TreeMap<>();
  private final TreeMap<Long, Labels> labels = new TreeMap<>();

  /** Counts of one day, per number and bin; the last is the score's. */
  private static final class Returns {
    private final long[][] bins;
    private long count;

    Returns(DriftReference reference) {
      bins = new long[reference.features().size() + 1][];
      int i = 0;
      for (Histogram histogram : reference.features().values()) {
        bins[i++] = new long[histogram.bins()];
      }
      bins[i] = new long[reference.scores().bins()];
    }
  }

  /** Counts of one day, by tenth of the score, and of what was stopped. */
  private static final class Labels {
    private final long[] said = new long[TENTHS];
    private final long[] found = new long[TENTHS];
    private final long[] seen = new long[TENTHS];
    private long stopped;
    private long rightly;
  }

  public DriftWatch(DriftReference reference) {
    this.reference = reference;
    this.features = List.copyOf(reference.features().entrySet());
  }

  /**
   * A return was judged.
   *
   * @param at milliseconds since 1970
   * @param numbers one per feature of the reference, in its order; NaN where not known
   * @param score 0..100
   */
  public void returned(long at, float[] numbers, int score) {
    if (numbers.length != features.size()) {
      throw new IllegalArgumentException(
          numbers.length + " numbers of " + features.size() + " features");
    }
    Returns day = returns.computeIfAbsent(day(at), d -> new Returns(reference));
    day.count++;
    for (int i = 0; i < numbers.length; i++) {
      day.bins[i][features.get(i).getValue().bin(numbers[i])]++;
    }
    day.bins[numbers.length][reference.scores().bin(score)]++;
    forget(returns, MOST_DAYS);
  }

  /**
   * It became known what a return was.
   *
   * @param known when, in milliseconds since 1970
   * @param score what the model had said, 0..100
   * @param stopped whether it was held or refused
   */
  public void labelled(long known, int score, boolean stopped, boolean fraud) {
    Labels day = labels.computeIfAbsent(day(known), d -> new Labels());
    int tenth = Math.min(HIGHEST, Math.max(0, score)) / 10;
    day.said[tenth] += score;
    day.seen[tenth]++;
    day.found[tenth] += fraud ? 1 : 0;
    day.stopped += stopped ? 1 : 0;
    day.rightly += stopped && fraud ? 1 : 0;
    forget(labels, LABEL_DAYS);
  }

  private static long day(long at) {
    return Math.floorDiv(at, DAY);
  }

  /** By number of days, so that one event of a clock that runs ahead drives nothing else out. */
  private static void forget(TreeMap<Long, ?> days, int looksBack) {
    if (days.size() > looksBack + SPARE_DAYS) {
      days.pollFirstEntry();
    }
  }

  /** What is to be said at a moment, in milliseconds since 1970. */
  public DriftReport report(long now) {
    long today = day(now);
    int back = FEWEST_DAYS;
    while (back < MOST_DAYS && count(today, back) < LEAST_RETURNS) {
      back++;
    }
    long[][] sum = new Returns(reference).bins;
    long count = 0;
    for (Returns day : within(returns, today, back).values()) {
      count += day.count;
      for (int i = 0; i < sum.length; i++) {
        add(sum[i], day.bins[i]);
      }
    }
    List<Shift> shifts = new ArrayList<>(features.size());
    for (int i = 0; i < features.size(); i++) {
      shifts.add(shift(features.get(i).getKey(), features.get(i).getValue(), sum[i], count));
    }
    Shift score = shift(DriftReference.SCORE, reference.scores(), sum[features.size()], count);
    Labels told = told(today);
    return new DriftReport(back, count, score, shifts, calibration(told), alerts(told));
  }

  private static <T> Map<Long, T> within(TreeMap<Long, T> days, long today, int back) {
    return days.subMap(today - back + 1, true, today, true);
  }

  private long count(long today, int back) {
    return within(returns, today, back).values().stream().mapToLong(day -> day.count).sum();
  }

  private static void add(long[] sum, long[] more) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += more[i];
    }
  }

  private Shift shift(String name, Histogram was, long[] counts, long all) {
    if (all < LEAST_RETURNS) {
      return new Shift(name, Double.NaN, DriftLevel.TOO_FEW);
    }
    double index = was.stabilityIndex(counts);
    return new Shift(name, index, DriftLevel.of(index, reference.usual(name)));
  }

  private Labels told(long today) {
    Labels sum = new Labels();
    for (Labels day : within(labels, today, LABEL_DAYS).values()) {
      add(sum.said, day.said);
      add(sum.found, day.found);
      add(sum.seen, day.seen);
      sum.stopped += day.stopped;
      sum.rightly += day.rightly;
    }
    return sum;
  }

  /** Mean distance between score and share of frauds, by tenths of the score, 0..1. */
  private static Measure calibration(Labels told) {
    long seen = java.util.Arrays.stream(told.seen).sum();
    long frauds = java.util.Arrays.stream(told.found).sum();
    double distance = 0;
    for (int i = 0; i < TENTHS; i++) {
      distance += Math.abs(told.said[i] / (double) HIGHEST - told.found[i]);
    }
    boolean enough = seen >= LEAST_LABELS && frauds >= LEAST_FRAUDS;
    return new Measure(enough ? distance / seen : Double.NaN, seen, frauds);
  }

  /** Share of frauds among what was stopped and judged, 0..1. */
  private static Measure alerts(Labels told) {
    boolean enough = told.stopped >= LEAST_ALERTS;
    double share = enough ? told.rightly / (double) told.stopped : Double.NaN;
    return new Measure(share, told.stopped, told.rightly);
  }
}
