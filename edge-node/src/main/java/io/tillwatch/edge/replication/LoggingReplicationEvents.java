package io.tillwatch.edge.replication;

import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.protocol.Instance;
import io.tillwatch.core.replication.protocol.PeerState;
import io.tillwatch.core.replication.protocol.RefusedOp;
import io.tillwatch.core.replication.protocol.ReplicationEvents;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the replicator notices, for people and for whoever acts on it. */
final class LoggingReplicationEvents implements ReplicationEvents {
  private static final Logger LOG = LoggerFactory.getLogger(LoggingReplicationEvents.class);

  private static final long MICROS_A_SECOND = 1_000_000;

  private final Bus bus;
  private final HttpTransport http;
  private final LogRepair repair;
  private final Runnable moved;

  /**
   * @param moved told when a peer changed its state
   */
  LoggingReplicationEvents(Bus bus, HttpTransport http, LogRepair repair, Runnable moved) {
    this.bus = bus;
    this.http = http;
    this.repair = repair;
    this.moved = moved;
  }

  @Override
  public void stateChanged(StoreId peer, PeerState from, PeerState to) {
    if (to == PeerState.DIVERGED) {
      LOG.atError()
          .addKeyValue("peer", peer)
          .addKeyValue("store", bus.self())
          .log("logs contradict each other");
    } else {
      LOG.atInfo()
          .addKeyValue("peer", peer)
          .addKeyValue("state", to)
          .addKeyValue("before", from)
          .addKeyValue("store", bus.self())
          .log("a peer's state changed");
    }
    moved.run();
  }

  @Override
  public void diverged(StoreId origin, Position at) {
    repair.diverged(origin, at);
  }

  @Override
  public void ownTailFound(StoreId holder, Position theirs) {
    repair.ownTailFound(holder, theirs);
  }

  @Override
  public void outranked(Instance elder) {
    LOG.atError()
        .addKeyValue("store", bus.self())
        .addKeyValue("sinceMillis", elder.startedMillis())
        .log("another node runs this store: this one must stop");
    bus.publish(Channels.OUTRANKED, elder);
  }

  @Override
  public void opsRefused(RefusedOp refused) {
    LOG.atError()
        .addKeyValue("store", bus.self())
        .addKeyValue("opId", refused.op())
        .addKeyValue("keyId", refused.keyId())
        .log(RefusedLogs.remedy(bus.seal(), refused));
    moved.run();
  }

  @Override
  public void clockOff(StoreId peer, long offsetMicros) {
    LOG.atWarn()
        .addKeyValue("store", bus.self())
        .addKeyValue("peer", peer)
        .addKeyValue("offsetSeconds", offsetMicros / MICROS_A_SECOND)
        .log("a peer's clock and this one's differ by more than a minute: mend whichever is wrong");
    moved.run();
  }

  @Override
  public void cutOff(StoreId member, StoreId origin, Position held, Position floor) {
    LOG.atError()
        .addKeyValue("peer", member)
        .addKeyValue("origin", origin)
        .addKeyValue("held", held)
        .addKeyValue("floor", floor)
        .log("a log beyond its cap was trimmed though a peer lacks ops of it: NEEDS_SNAPSHOT");
    moved.run();
  }

  @Override
  public void snapshotBegun(StoreId giver, long total) {
    LOG.atWarn()
        .addKeyValue("peer", giver)
        .addKeyValue("facts", total)
        .log("no log reaches back far enough: this store is being filled from a snapshot");
    moved.run();
  }

  @Override
  public void snapshotDone(@Nullable StoreId giver, long facts) {
    LOG.atInfo()
        .addKeyValue("peer", giver)
        .addKeyValue("facts", facts)
        .log("the snapshot is complete");
    moved.run();
  }

  @Override
  public void memberLearnt(StoreId store, String url) {
    LOG.atInfo().addKeyValue("peer", store).addKeyValue("url", url).log("a peer told where it is");
    http.learn(store, url);
  }
}
