package io.tillwatch.core.ledger;

import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.SignedOp;

/**
 * An op of this store's own that Redis was just given and has not answered for: it may be refused
 * or lost yet.
 *
 * @param predecessor the op before it in the log
 */
public record Committing(Position predecessor, SignedOp op) {}
