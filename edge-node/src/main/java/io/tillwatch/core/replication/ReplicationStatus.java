package io.tillwatch.core.replication;

import io.tillwatch.core.oplog.LogHealth;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.replication.protocol.Exposure;
import io.tillwatch.core.replication.protocol.NodeInfo;
import io.tillwatch.core.replication.protocol.PeerState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How replication is doing in one store.
 *
 * @param storeId this store
 * @param peers the other stores, by id
 * @param decommissions stores that leave the group, or have left it; this store itself may be one
 * @param exposure what all stores together may lose to refunds on their own word
 * @param node what this node tells of itself
 */
public record ReplicationStatus(
    String storeId,
    List<Peer> peers,
    Logs logs,
    Traffic traffic,
    Snapshots snapshots,
    List<DecommissionStatus> decommissions,
    Exposure exposure,
    NodeInfo node) {
  public ReplicationStatus {
    peers = List.copyOf(peers);
    decommissions = List.copyOf(decommissions);
  }

  /**
   * The logs that are kept here.
   *
   * @param own where this store's log ends
   * @param positions per origin, how far its log is known here
   * @param conflicts logs that contradicted what was known of them
   * @param flaws what is wrong, or was, with logs kept here
   * @param refused logs that stop here because a key is missing, or an op was forged
   * @param trimmedOps ops that logs here gave up since the node started
   * @param cutOff times that a peer was left without ops it lacks, since the node started
   */
  public record Logs(
      Position own,
      Map<String, Position> positions,
      long conflicts,
      LogHealth flaws,
      List<RefusedLog> refused,
      long trimmedOps,
      long cutOff) {
    public Logs {
      positions = Map.copyOf(positions);
      refused = List.copyOf(refused);
    }
  }

  /**
   * What came from other stores.
   *
   * @param events ops that were applied since the node started
   * @param latency over all peers since the start; null before the first op
   * @param frames what became of frames between stores
   */
  public record Traffic(long events, @Nullable LatencyFigures latency, FrameFigures frames) {}

  /**
   * Facts that come by snapshot.
   *
   * @param underWay from whom this store is being filled; null where it is not
   * @param facts how many came so since the node started
   */
  public record Snapshots(@Nullable Snapshot underWay, long facts) {}

  /**
   * A snapshot under way.
   *
   * @param from the giver
   * @param done facts that have come
   * @param total facts the giver had when it began
   * @param ownLost this store's own facts are among those that are missing
   */
  public record Snapshot(String from, long done, long total, boolean ownLost) {}

  /**
   * One peer.
   *
   * @param transport way by which it was reached last: {@code bus}, {@code http} or {@code none}
   */
  public record Peer(
      String storeId,
      PeerState state,
      String transport,
      Progress progress,
      ClockOffset clock,
      Arrivals arrivals,
      Heard heard) {}

  /**
   * How far a peer and this store have each other's log.
   *
   * @param position how far its log is known here
   * @param acked how far this store's log is known there
   * @param lagOps its ops that are missing here, as far as it told
   * @param lagMillis for how long something of it may have been missing; -1 where it was never
   *     heard
   * @param backlog this store's ops that are missing there
   * @param oldestUnackedMillis age of the oldest of those
   */
  public record Progress(
      Position position,
      Position acked,
      long lagOps,
      long lagMillis,
      long backlog,
      long oldestUnackedMillis) {}

  /**
   * A peer's clock beside this node's.
   *
   * @param offsetMicros it is ahead by; 0 where that cannot be told from nothing
   * @param errorMicros bound of that estimate's error; -1 before the first
   * @param off whether that is more than a minute: an alarm
   */
  public record ClockOffset(long offsetMicros, long errorMicros, boolean off) {}

  /**
   * What came of a peer's ops.
   *
   * @param duplicates ops that came again
   * @param gaps times that ops before were missing
   * @param diverged times that its log contradicted what is known of it
   * @param refused times that its ops did not hold, here or this store's there
   * @param forgedFrames its answers that were refused
   * @param caughtUp ops that were older than the connection when they came; not part of latency
   * @param latency of ops committed while connected, since the start; null before the first
   * @param recentLatency the same over the last minute
   */
  public record Arrivals(
      long duplicates,
      long gaps,
      long diverged,
      long refused,
      long forgedFrames,
      long caughtUp,
      @Nullable LatencyFigures latency,
      @Nullable LatencyFigures recentLatency) {}

  /**
   * What a peer said of itself.
   *
   * @param at when it was heard last; null for never
   * @param exposure money that it said it may lose; null where it never said
   * @param node what it told of itself
   */
  public record Heard(@Nullable Instant at, @Nullable Exposure exposure, NodeInfo node) {}
}
