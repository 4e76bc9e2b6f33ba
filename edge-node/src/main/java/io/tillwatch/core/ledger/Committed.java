package io.tillwatch.core.ledger;

import io.tillwatch.core.oplog.Op;
import io.tillwatch.core.oplog.SignedOp;
import org.jspecify.annotations.Nullable;

/**
 * A fact that this store's Redis has on disk, wherever it came from.
 *
 * @param op its entry in its origin's log
 * @param fact the body as a record of {@link Draft.Kind#body}, or null for a kind that this node
 *     does not know
 * @param local committed here, not applied from another store
 * @param committedMicros when the origin's Redis had it, by the origin's clock, microseconds since
 *     1970; 0 where unknown
 * @param appliedMicros when this store's Redis had it, by this store's clock
 * @param salvaged its origin lost it; it came back by another store's log
 * @param signed the op as it was signed, so that it can be sent on without reading the log; null
 *     where the ledger did not have it at hand
 */
public record Committed(
    Op op,
    @Nullable Record fact,
    boolean local,
    long committedMicros,
    long appliedMicros,
    boolean salvaged,
    @Nullable SignedOp signed) {

  public Committed(
      Op op,
      @Nullable Record fact,
      boolean local,
      long committedMicros,
      long appliedMicros,
      @Nullable SignedOp signed) {
    this(op, fact, local, committedMicros, appliedMicros, false, signed);
  }

  public Committed(
      Op op, @Nullable Record fact, boolean local, long committedMicros, long appliedMicros) {
    this(op, fact, local, committedMicros, appliedMicros, null);
  }

  /** A fact that its origin lost and that was unknown here until another store brought it back. */
  public static Committed salvaged(Op op, @Nullable Record fact, long appliedMicros) {
    return new Committed(op, fact, false, 0, appliedMicros, true, null);
  }
}
