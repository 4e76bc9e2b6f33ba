package io.tillwatch.core.analytics;

import java.util.Arrays;

/** Counts by name, to be added and taken back. */
final class Counters {
  /** What is counted; money in minor units. */
  enum Count {
    SALES,
    RETURNS,
    APPROVED,
    HELD,
    BLOCKED,
    SOLD_MINOR,
    REFUNDED_MINOR,
    DETECTED,
    ATTEMPTS,
    PREVENTED,
    PROTECTED_MINOR,
    OPEN_ALERTS,
    RESOLVED_FRAUD,
    RESOLVED_LEGITIMATE,
    RESOLVED_INCONCLUSIVE,
    /** Known frauds that were detected. */
    FRAUD_DETECTED,
    /** Known frauds that were paid nothing. */
    FRAUD_PREVENTED,
    FALSE_POSITIVES
  }

  private final long[] counts = new long[Count.values().length];

  Counters add(Count count, long amount) {
    counts[count.ordinal()] += amount;
    return this;
  }

  Counters addIf(boolean counts, Count count, long amount) {
    return counts ? add(count, amount) : this;
  }

  void add(Counters other, int sign) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += sign * other.counts[i];
    }
  }

  long get(Count count) {
    return counts[count.ordinal()];
  }

  @Override
  public String toString() {
    return Arrays.toString(counts);
  }
}
