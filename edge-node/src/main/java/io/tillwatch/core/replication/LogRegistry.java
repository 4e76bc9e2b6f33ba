package io.tillwatch.core.replication;

import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.SignedOp;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.log.LogReceiver;
import io.tillwatch.core.replication.log.LogState;
import io.tillwatch.core.replication.log.SealedLog;
import io.tillwatch.core.replication.protocol.LogHead;
import io.tillwatch.core.replication.protocol.LogStore;
import io.tillwatch.core.replication.protocol.NodeClock;
import io.tillwatch.core.replication.protocol.RefusedOp;
import io.tillwatch.core.replication.protocol.ReplicationEvents;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Every log as it is known here: this store's own, and of each other origin what receives it. */
public final class LogRegistry {
  private final StoreId self;
  private final LogStore store;
  private final NodeClock clock;
  private final ReplicationEvents events;
  private final LogState own = new LogState();
  private final Map<StoreId, LogReceiver> receivers = new TreeMap<>();

  LogRegistry(StoreId self, LogStore store, NodeClock clock, ReplicationEvents events) {
    this.self = self;
    this.store = store;
    this.clock = clock;
    this.events = events;
  }

  /** Takes over what the ledger holds at start. */
  public void begin(Map<String, LogHead> heads) {
    heads.forEach((origin, head) -> state(new StoreId(origin)).begin(head));
  }

  /** Takes over what the ledger holds now, even where it holds less than before. */
  public void reset(Map<String, LogHead> heads) {
    own.reset(LogHead.NONE);
    receivers.values().forEach(receiver -> receiver.log().reset(LogHead.NONE));
    begin(heads);
  }

  /** This store's own. */
  public LogState own() {
    return own;
  }

  LogState state(StoreId origin) {
    return origin.equals(self) ? own : receiver(origin).log();
  }

  /** An epoch of some log, read back at start, so that ops across it can be counted. */
  public void learnEpoch(StoreId origin, long epoch, Position predecessor) {
    state(origin).learnEpoch(epoch, predecessor);
  }

  /** Another origin's op turned up on this store's disk without passing through here. */
  public void seen(Position predecessor, SignedOp op) {
    receiver(op.id().origin()).seen(predecessor, op);
  }

  /** How far an origin's log is known here. */
  public Position position(StoreId origin) {
    return state(origin).position();
  }

  /** What takes this origin's ops in; made where there is none yet. */
  LogReceiver receiver(StoreId origin) {
    return receivers.computeIfAbsent(
        origin,
        id -> new LogReceiver(id, id.equals(self) ? own : new LogState(), store, clock, events));
  }

  Collection<LogReceiver> receivers() {
    return receivers.values();
  }

  /** Whether this origin has left the group: its log is sealed. */
  boolean isSealed(StoreId origin) {
    return sealed(origin) != null;
  }

  /** Where the log of an origin that left the group ends; null where it did not leave. */
  @Nullable SealedLog sealed(StoreId origin) {
    LogReceiver receiver = receivers.get(origin);
    return receiver == null ? null : receiver.sealed();
  }

  /** Where every log ends here. */
  public Map<String, LogHead> heads() {
    Map<String, LogHead> heads = new HashMap<>();
    receivers.forEach((origin, receiver) -> heads.put(origin.value(), receiver.log().head()));
    heads.put(self.value(), own.head());
    return heads;
  }

  /** By origin, the op that stops its log because its mac does not hold here. */
  public Map<StoreId, RefusedOp> refused() {
    Map<StoreId, RefusedOp> all = new TreeMap<>();
    receivers.forEach(
        (origin, receiver) -> {
          if (receiver.refused() != null) {
            all.put(origin, receiver.refused());
          }
        });
    return all;
  }
}
