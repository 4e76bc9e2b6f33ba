package io.tillwatch.core.fraud.history;

/**
 * When a fact arrived. No single clock decides, for each may have been wrong. Four times are known:
 * when it happened, by its store's clock; when this node's ledger took it in, by this node's clock
 * (stored where the two are far apart); the hybrid clock of its commit, which is never behind a
 * store that its own had heard; and its epoch, which is never behind the start of an earlier run.
 * The latest of these that this node's clock has reached is the arrival.
 */
public final class Arrival {
  private static final long DAY = 86_400_000L;

  /** No clock that is right is ahead by more. */
  public static final long AHEAD = DAY;

  /** No store is apart for longer: what seems to have been is of a clock that was behind. */
  static final long APART = FraudHistory.RETENTION_DAYS * DAY;

  private Arrival() {}

  /**
   * The arrival, milliseconds since 1970.
   *
   * @param now this node's clock
   * @param at when it happened by its store's clock
   * @param others what else is known of it; 0 where nothing is
   */
  public static long of(long now, long at, long... others) {
    long reached = now + AHEAD;
    long latest = at <= reached ? at : Long.MIN_VALUE;
    for (long other : others) {
      if (other <= reached) {
        latest = Math.max(latest, other);
      }
    }
    // all of them ahead: this node's clock is behind, or was ahead when the fact was made
    return latest <= 0 && at > reached ? at : latest;
  }

  /** Whether a clock that is right can have said so of a fact that arrived then. */
  static boolean isPlausible(long at, long arrived) {
    return at <= arrived + AHEAD && at >= arrived - APART;
  }
}
