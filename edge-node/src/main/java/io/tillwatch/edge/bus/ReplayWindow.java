package io.tillwatch.edge.bus;

/**
 * Which numbers of a session were taken: each counts once, in any order, as long as it is not far
 * behind the highest (RFC 4303, section 3.4.3). Takes 2 KiB. Not safe for use by several threads.
 */
final class ReplayWindow {
  /** How far a frame may be overtaken: beyond it, it counts as taken. */
  static final int SIZE = 1 << 14;

  private static final int WORDS = SIZE / Long.SIZE;

  private final long[] taken = new long[WORDS];
  private long highest;

  /** Takes the number; false where it was taken before, is too far behind, or is none. */
  boolean take(long counter) {
    if (counter <= 0 || counter <= highest - SIZE) {
      return false;
    }
    if (counter > highest) {
      forget(counter);
      highest = counter;
    }
    int word = (int) (counter / Long.SIZE % WORDS);
    long bit = 1L << (counter % Long.SIZE);
    boolean fresh = (taken[word] & bit) == 0;
    taken[word] |= bit;
    return fresh;
  }

  /** Makes room for the numbers up to this one. */
  private void forget(long counter) {
    if (counter - highest >= SIZE) {
      java.util.Arrays.fill(taken, 0);
      return;
    }
    for (long number = highest + 1; number <= counter; number++) {
      taken[(int) (number / Long.SIZE % WORDS)] &= ~(1L << (number % Long.SIZE));
    }
  }
}
