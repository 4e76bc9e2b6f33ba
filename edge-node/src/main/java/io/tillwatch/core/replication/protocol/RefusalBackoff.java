package io.tillwatch.core.replication.protocol;

/**
 * How long a log is left alone that was refused: twice as long after each refusal, from one
 * heartbeat to a minute. At once again where whoever refuses or gives it is another one than
 * before: keys are read at a node's start, so nothing else mends it.
 */
public final class RefusalBackoff {
  static final long LONGEST_MILLIS = 60_000;

  private final long firstMillis;
  private String refusal = "";
  private long lengthMillis;
  private long sinceMillis;

  public RefusalBackoff(long firstMillis) {
    this.firstMillis = firstMillis;
  }

  /**
   * Whether it is too early to try again.
   *
   * @param now what is to be tried, and with whom: the other store's run, at least
   */
  public boolean holds(String now, long nowMillis) {
    return lengthMillis > 0 && now.equals(refusal) && nowMillis - sinceMillis < lengthMillis;
  }

  /** It was tried, and refused. */
  public void begin(String now, long nowMillis) {
    boolean again = lengthMillis > 0 && now.equals(refusal);
    lengthMillis = again ? Math.min(2 * lengthMillis, LONGEST_MILLIS) : firstMillis;
    sinceMillis = nowMillis;
    refusal = now;
  }

  /** It was tried, and taken. */
  public void end() {
    lengthMillis = 0;
  }
}
