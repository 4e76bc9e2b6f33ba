package io.tillwatch.edge.proof;

import io.tillwatch.core.ledger.LogQuery.LogRange;
import io.tillwatch.core.oplog.Op;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.SignedOp;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.protocol.Pull;
import io.tillwatch.edge.bus.StoreChannels;
import io.tillwatch.edge.codec.OpCodec;
import java.util.ArrayList;
import java.util.List;

/** Reads op logs out of a node. */
final class LogPuller {
  private static final int STRETCH = 500;

  private final NodeProcess node;
  private final PeerFrames frames;

  LogPuller(NodeProcess node) {
    this.node = node;
    this.frames = new PeerFrames(node);
  }

  /** The whole log of an origin, as this node's Redis has it. */
  List<LogEntry> log(String origin) {
    List<LogEntry> entries = new ArrayList<>();
    for (SignedOp signed : ops(origin, Position.START)) {
      Op op = OpCodec.decode(signed.text());
      entries.add(
          new LogEntry(
              signed.id().position(),
              op.predecessor(),
              op.previousHash(),
              OpCodec.hash(signed.text()),
              op.kind(),
              op.factId(),
              op.body()));
    }
    return entries;
  }

  /** The ops of an origin behind a position. */
  List<SignedOp> ops(String origin, Position behind) {
    List<SignedOp> ops = new ArrayList<>();
    Position after = behind;
    while (true) {
      Pull pull = new Pull(new StoreId(node.store()), new StoreId(origin), after, STRETCH);
      LogRange range = frames.ask(StoreChannels.PULL, pull);
      if (range.ops().isEmpty()) {
        return ops;
      }
      ops.addAll(range.ops());
      after = ops.get(ops.size() - 1).id().position();
    }
  }
}
