package io.tillwatch.core.ledger;

import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.SignedOp;
import io.tillwatch.core.oplog.StoreId;
import java.util.List;

/**
 * Asks for a range of an origin's log, as it is stored here: ops after the position, oldest first.
 */
public record LogQuery(StoreId origin, Position after, int limit) {

  /**
   * The ops, and where the log ends here.
   *
   * @param trimmed what comes next after the position is no longer in this log, so no op is given:
   *     another store may still have it, else a snapshot helps
   */
  public record LogRange(List<SignedOp> ops, Position head, boolean trimmed) {
    public LogRange {
      ops = List.copyOf(ops);
    }
  }
}
