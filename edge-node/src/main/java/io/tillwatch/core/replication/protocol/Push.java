package io.tillwatch.core.replication.protocol;

import io.tillwatch.core.oplog.SignedOp;
import io.tillwatch.core.oplog.StoreId;
import java.util.List;

/** Ops of the sender's own log, in order, as soon as they are on its disk. */
public record Push(StoreId from, List<SignedOp> ops) {
  public Push {
    ops = List.copyOf(ops);
  }
}
