package io.tillwatch.core.oplog;

/**
 * A hybrid logical clock: wall-clock milliseconds in the upper 48 bits, a counter in the lower 16,
 * never behind anything it was told of. Orders concurrent changes of configuration the same way
 * everywhere. Not safe for use by several threads.
 *
 * <p>Source: Kulkarni et al., "Logical Physical Clocks", 2014.
 */
public final class HybridClock {
  private static final int COUNTER_BITS = 16;

  private long last;

  /** The next stamp: later than all given and all seen. */
  public long next(long wallMillis) {
    last = Math.max(last + 1, wallMillis << COUNTER_BITS);
    return last;
  }

  /** Takes note of another store's stamp. */
  public void witness(long stamp) {
    last = Math.max(last, stamp);
  }

  /** The first stamp of a millisecond since 1970. */
  public static long stamp(long millis) {
    return millis << COUNTER_BITS;
  }

  /** The wall-clock part of a stamp, in milliseconds since 1970. */
  public static long millis(long stamp) {
    return stamp >>> COUNTER_BITS;
  }
}
