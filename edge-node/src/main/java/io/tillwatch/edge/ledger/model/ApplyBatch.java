package io.tillwatch.edge.ledger.model;

import io.tillwatch.edge.replication.model.SignedOp;
import io.tillwatch.edge.replication.model.StoreId;
import java.util.List;

/** Asks for ops of one other store, in order, to be applied. */
public record ApplyBatch(StoreId origin, List<SignedOp> ops) {
  public ApplyBatch {
    ops = List.copyOf(ops);
  }
}
