package io.tillwatch.core.ledger;

import io.tillwatch.core.oplog.Position;

/**
 * What became of an {@link ApplyBatch}.
 *
 * @param position how far the origin's log is known now
 * @param applied ops that were new
 * @param duplicates ops that were known already
 * @param stop why the rest of the batch was not applied
 */
public record ApplyResult(Position position, int applied, int duplicates, Stop stop) {

  /** Why a batch ended. */
  public enum Stop {
    /** All of it was applied or known. */
    NONE,
    /** An op before the next one is missing. */
    GAP,
    /** The next op does not continue the chain that is known here. */
    DIVERGED,
    /** The next op's signature or form does not hold. */
    REFUSED
  }
}
