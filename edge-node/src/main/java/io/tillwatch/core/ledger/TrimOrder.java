package io.tillwatch.core.ledger;

import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.StoreId;
import java.util.Map;

/**
 * Asks for the beginning of a log to be given up. Facts stay; only the log entries that carried
 * them go.
 *
 * @param acks per member, how far it acknowledged this log; noted first
 * @param upTo the last op that may go: every member has it
 * @param beforeMicros only ops stamped before this go, microseconds since 1970
 * @param ageMicros and only those this much older than the log's newest: its stamps are its
 *     origin's, whose clock may be far from this one's
 * @param keep where 0 or more: that many ops stay, whoever lacks the rest and however young it is
 */
public record TrimOrder(
    StoreId origin,
    Map<String, Position> acks,
    Position upTo,
    long beforeMicros,
    long ageMicros,
    long keep) {
  /** The value of {@code keep} that leaves the other two conditions in force. */
  public static final long AS_ACKNOWLEDGED = -1;

  public TrimOrder {
    acks = Map.copyOf(acks);
  }

  /** The same log cut to so many ops. */
  public TrimOrder downTo(long ops) {
    return new TrimOrder(origin, Map.of(), upTo, beforeMicros, ageMicros, ops);
  }

  public boolean isForced() {
    return keep >= 0;
  }

  /**
   * What is left of the log.
   *
   * @param floor everything up to and with this is gone from it
   * @param length ops that it still holds
   * @param removed ops that went by this order
   */
  public record Left(Position floor, long length, long removed) {}
}
