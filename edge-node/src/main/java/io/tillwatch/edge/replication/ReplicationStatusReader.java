package io.tillwatch.edge.replication;

import io.tillwatch.core.ledger.snapshot.SnapshotState;
import io.tillwatch.core.oplog.LogHealth;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.Seal;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.DecommissionStatus;
import io.tillwatch.core.replication.FrameFigures;
import io.tillwatch.core.replication.LinkFigures;
import io.tillwatch.core.replication.ReplicationStatus;
import io.tillwatch.core.replication.Replicator;
import io.tillwatch.core.replication.Watermarks;
import io.tillwatch.core.replication.peer.PeerLink;
import io.tillwatch.core.replication.protocol.Heartbeat;
import io.tillwatch.core.replication.protocol.NodeClock;
import io.tillwatch.core.replication.protocol.NodeInfo;
import io.tillwatch.core.replication.protocol.PeerState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Puts the figures of replication together. */
final class ReplicationStatusReader {
  private static final long MICROS_A_MILLI = 1000;

  private final Replicator replicator;
  private final NodeClock clock;
  private final ArrivalLog arrivals;
  private final Reached reached;
  private final Supplier<FrameFigures> frames;
  private final Seal seal;
  private final Supplier<LogHealth> flaws;
  private final Supplier<List<DecommissionStatus>> decommissions;

  /**
   * What the transport knows of each store.
   *
   * @param wayTo by which it was reached last
   * @param forgedBy answers in its name that were refused
   */
  record Reached(Function<StoreId, String> wayTo, ToLongFunction<StoreId> forgedBy) {}

  /**
   * @param frames what became of all frames
   * @param seal says which keys are here
   * @param flaws what is wrong with logs
   * @param decommissions stores that leave the group or have left it
   */
  ReplicationStatusReader(
      Replicator replicator,
      NodeClock clock,
      ArrivalLog arrivals,
      Reached reached,
      Supplier<FrameFigures> frames,
      Seal seal,
      Supplier<LogHealth> flaws,
      Supplier<List<DecommissionStatus>> decommissions) {
    this.replicator = replicator;
    this.clock = clock;
    this.arrivals = arrivals;
    this.reached = reached;
    this.frames = frames;
    this.seal = seal;
    this.flaws = flaws;
    this.decommissions = decommissions;
  }

  ReplicationStatus status() {
    List<ReplicationStatus.Peer> peers = new ArrayList<>();
    long conflicts = 0;
    for (PeerLink link : replicator.links()) {
      LinkFigures figures = replicator.figures(link);
      conflicts += figures.counts().diverged();
      peers.add(peer(link, figures));
    }
    return new ReplicationStatus(
        replicator.self().store().value(),
        peers,
        logs(conflicts),
        new ReplicationStatus.Traffic(arrivals.events(), arrivals.total(), frames.get()),
        new ReplicationStatus.Snapshots(snapshot(), replicator.snapshots().merged()),
        decommissions.get(),
        replicator.heartbeats().exposureOfAll(),
        replicator.heartbeats().node());
  }

  private ReplicationStatus.Logs logs(long conflicts) {
    Map<String, Position> positions = new HashMap<>();
    replicator.logs().heads().forEach((origin, head) -> positions.put(origin, head.position()));
    return new ReplicationStatus.Logs(
        replicator.logs().own().position(),
        positions,
        conflicts,
        flaws.get(),
        RefusedLogs.of(seal, replicator.logs().refused()),
        replicator.trims().trimmed(),
        replicator.trims().cutOff());
  }

  private ReplicationStatus.@Nullable Snapshot snapshot() {
    SnapshotState state = replicator.snapshots().state();
    StoreId from = state.from();
    return from == null
        ? null
        : new ReplicationStatus.Snapshot(
            from.value(), state.done(), state.total(), state.ownLost());
  }

  /** Up to when every other store's facts are known here. */
  Watermarks watermarks() {
    Map<String, Instant> byStore = new HashMap<>();
    for (PeerLink link : replicator.links()) {
      // from a store that left nothing is awaited
      long heard = link.isMember() ? replicator.heardMicros(link) : clock.wallMicros();
      if (replicator.snapshots().state().isUnderWay()) {
        // facts of any age may still be missing, whatever the logs say
        byStore.put(link.peer().value(), Instant.EPOCH);
      } else if (heard > 0) {
        byStore.put(link.peer().value(), SystemNodeClock.instant(heard));
      }
    }
    return new Watermarks(byStore);
  }

  private ReplicationStatus.Peer peer(PeerLink link, LinkFigures figures) {
    StoreId id = link.peer();
    return new ReplicationStatus.Peer(
        id.value(),
        state(link),
        reached.wayTo().apply(id),
        progress(link, figures),
        new ReplicationStatus.ClockOffset(
            link.clocks().offsetMicros(), link.clocks().errorMicros(), link.isClockOff()),
        new ReplicationStatus.Arrivals(
            figures.counts().duplicates(),
            figures.counts().gaps(),
            figures.counts().diverged(),
            figures.counts().refused(),
            reached.forgedBy().applyAsLong(id),
            arrivals.caughtUp(id),
            arrivals.latency(id),
            arrivals.recentLatency(id)),
        new ReplicationStatus.Heard(
            link.lastHeardMicros() == 0 ? null : SystemNodeClock.instant(link.lastHeardMicros()),
            link.exposure(),
            node(link.lastHeartbeat())));
  }

  private ReplicationStatus.Progress progress(PeerLink link, LinkFigures figures) {
    // a store that left is owed nothing, and nothing is awaited from it
    boolean member = link.isMember();
    return new ReplicationStatus.Progress(
        figures.position(),
        figures.acked(),
        member ? figures.lagOps() : 0,
        member ? lagMillis(link, figures) : 0,
        member ? figures.backlog() : 0,
        member ? figures.oldestUnackedMillis() : 0);
  }

  private static NodeInfo node(@Nullable Heartbeat told) {
    return told == null || told.node() == null ? NodeInfo.NONE : told.node();
  }

  private PeerState state(PeerLink link) {
    if (link.state() != PeerState.CONNECTED) {
      return link.state();
    }
    if (replicator.logs().refused().containsKey(link.peer())) {
      return PeerState.REFUSED;
    }
    return replicator.trims().needsSnapshot(link) ? PeerState.NEEDS_SNAPSHOT : link.state();
  }

  private long lagMillis(PeerLink link, LinkFigures figures) {
    if (link.state() == PeerState.CONNECTED && figures.lagOps() == 0) {
      return 0;
    }
    long heard = replicator.heardMicros(link);
    return heard == 0 ? -1 : Math.max(0, (clock.wallMicros() - heard) / MICROS_A_MILLI);
  }
}
