package io.tillwatch.core.replication.peer;

/**
 * Whether a peer's clock differs from this one's by more than any network explains: then one of the
 * two is wrong. It changes nothing; somebody should mend it.
 */
final class ClockSkewDetector {
  /** A difference beyond this is an alarm. */
  static final long OFF_MICROS = 60_000_000;

  private boolean off;

  /** Takes the estimate as it is now; true where the alarm begins with it. */
  boolean begins(ClockEstimate clocks) {
    long surely = Math.abs(clocks.offsetMicros()) - Math.max(0, clocks.errorMicros());
    boolean before = off;
    // no alarm comes and goes with the estimate's jitter
    off = surely > (before ? OFF_MICROS / 2 : OFF_MICROS);
    return off && !before;
  }

  boolean isOff() {
    return off;
  }
}
