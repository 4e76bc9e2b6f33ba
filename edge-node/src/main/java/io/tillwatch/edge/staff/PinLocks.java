package io.tillwatch.edge.staff;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long wrong PINs lock. Each full count of them does, twice as long as the one before: whoever
 * goes on guessing gains little, and whoever mistyped waits a quarter of an hour.
 */
final class PinLocks {
  static final Duration FIRST = Duration.ofMinutes(15);
  static final Duration LONGEST = Duration.ofDays(1);

  /** A quarter of an hour doubled so often is over a day. */
  private static final int MOST_DOUBLINGS = 7;

  private PinLocks() {}

  /**
   * Until when.
   *
   * @param wrong tries since the last right one, this one among them
   * @param most of them that lock
   * @return null where this one does not lock
   */
  static @Nullable Instant after(int wrong, int most, Instant now) {
    if (wrong % most != 0) {
      return null;
    }
    int doublings = Math.min(wrong / most - 1, MOST_DOUBLINGS);
    Duration lock = FIRST.multipliedBy(1L << doublings);
    return now.plus(lock.compareTo(LONGEST) < 0 ? lock : LONGEST);
  }
}
