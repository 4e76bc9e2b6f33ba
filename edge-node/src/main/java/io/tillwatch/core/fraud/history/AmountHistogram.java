package io.tillwatch.core.fraud.history;

/**
 * Amounts counted in buckets about 3 % wide; adding and taking away commute, so that the order of
 * arrival is no matter.
 */
public final class AmountHistogram {
  private static final int STEPS = 32;
  private static final int STEP_BITS = 5;

  private int[] counts = new int[0];
  private long total;

  void add(long amount, int by) {
    int bucket = bucket(amount);
    if (bucket >= counts.length) {
      counts = java.util.Arrays.copyOf(counts, bucket + STEPS);
    }
    counts[bucket] += by;
    total += by;
  }

  public long total() {
    return total;
  }

  /** Share of the counted amounts that lie in a lower bucket, per ten thousand. */
  public long perTenThousandBelow(long amount) {
    int bucket = Math.min(bucket(amount), counts.length);
    long below = 0;
    for (int i = 0; i < bucket; i++) {
      below += counts[i];
    }
    return total <= 0 ? 0 : below * 10_000 / total;
  }

  private static int bucket(long amount) {
    if (amount < STEPS) {
      return (int) amount;
    }
    int power = 63 - Long.numberOfLeadingZeros(amount);
    int step = (int) (amount >>> (power - STEP_BITS)) & (STEPS - 1);
    return (power - STEP_BITS + 1) * STEPS + step;
  }
}
