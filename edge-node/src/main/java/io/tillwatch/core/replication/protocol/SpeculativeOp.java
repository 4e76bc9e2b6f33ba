package io.tillwatch.core.replication.protocol;

import io.tillwatch.core.oplog.SignedOp;
import io.tillwatch.core.oplog.StoreId;

/**
 * An op of the sender's own log that is on its way to the sender's disk. The receiver reads and
 * checks it meanwhile and does nothing else: only a {@link Push} that names it says that it was
 * committed. It may never be.
 */
public record SpeculativeOp(StoreId from, SignedOp op) {
  /** A longer text goes once, when the op is committed. */
  public static final int MAX_TEXT = 1 << 16;
}
