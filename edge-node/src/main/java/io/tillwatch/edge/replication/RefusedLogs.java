package io.tillwatch.edge.replication;

import io.tillwatch.core.oplog.Seal;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.RefusedLog;
import io.tillwatch.core.replication.protocol.RefusedOp;
import java.util.List;
import java.util.Map;

/** Logs of which nothing more is taken because a mac does not hold here, for people. */
final class RefusedLogs {
  private RefusedLogs() {}

  static List<RefusedLog> of(Seal seal, Map<StoreId, RefusedOp> refused) {
    return refused.values().stream()
        .map(
            each ->
                new RefusedLog(
                    each.op().origin().value(),
                    each.op().position(),
                    each.keyId(),
                    !seal.hasKey(each.keyId()),
                    remedy(seal, each)))
        .toList();
  }

  /** What is wrong, and what to do. */
  static String remedy(Seal seal, RefusedOp refused) {
    return seal.hasKey(refused.keyId())
        ? "an op's mac does not hold, by a key that this store has: its log stops here; if that key"
            + " is retired, its positions in cluster.keyFile end too early, else find out who made"
            + " the op"
        : "a log cannot be checked and stops here: cluster.keyFile lacks the key with this keyId;"
            + " copy its line from another store's file and restart this node";
  }
}
