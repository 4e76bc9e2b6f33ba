package io.tillwatch.core.replication;

import io.tillwatch.core.oplog.OpId;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.SignedOp;
import io.tillwatch.core.oplog.StoreId;

/**
 * An op that its origin lost and another store still held: it stands in that store's log now, word
 * for word as its origin signed it, and its fact counts wherever it was unknown.
 *
 * @param origin whose op it is
 * @param position where it stood in that origin's log
 * @param text the op
 * @param mac its signature
 */
public record Salvage(String origin, Position position, String text, String mac) {

  /** One op is salvaged once, however many stores held it. */
  public static String idFor(OpId op) {
    return "salvage_" + op.origin() + "_" + op.position();
  }

  /** The op as its origin signed it. */
  public SignedOp signed() {
    return new SignedOp(new OpId(new StoreId(origin), position), text, mac, 0);
  }
}
