package io.tillwatch.edge.replication.model.protocol;

import io.tillwatch.edge.replication.model.SignedOp;
import io.tillwatch.edge.replication.model.StoreId;
import java.util.List;

/** Ops of the sender's own log, in order, as soon as they are on its disk. */
public record Push(StoreId from, List<SignedOp> ops) {
  public Push {
    ops = List.copyOf(ops);
  }
}
