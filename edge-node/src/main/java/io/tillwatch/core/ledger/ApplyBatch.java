package io.tillwatch.core.ledger;

import io.tillwatch.core.oplog.SignedOp;
import io.tillwatch.core.oplog.StoreId;
import java.util.List;

/** Asks for ops of one other store, in order, to be applied. */
public record ApplyBatch(StoreId origin, List<SignedOp> ops) {
  public ApplyBatch {
    ops = List.copyOf(ops);
  }
}
