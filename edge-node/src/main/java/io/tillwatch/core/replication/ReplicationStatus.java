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
 * @param position where its own log ends
 * @param peers the other stores, by id
 * @param positions per origin, how far its log is known here
 * @param events ops of other stores that were applied since the node started
 * @param latency over all peers since the start; null before the first op
 * @param frames what became of frames between stores
 * @param conflicts logs that contradicted what was known of them
 * @param flaws what is wrong, or was, with logs kept here
 * @param refusedLogs logs that stop here because a key is missing, or an op was forged
 * @param trimmedOps ops that logs here gave up since the node started
 * @param cutOff times that a peer was left without ops it lacks, since the node started
 * @param snapshot from whom this store is being filled; null where it is not
 * @param snapshotFacts facts that came so since the node started
 * @param exposure what all stores together may lose to refunds on their own word
 * @param node what this node tells of itself
 * @param departures stores that leave the group, or have left it; this store itself may be one
 */
public record ReplicationStatus(
    String storeId,
    Position position,
    List<Peer> peers,
    Map<String, Position> positions,
    long events,
    @Nullable LatencyFigures latency,
    FrameFigures frames,
    long conflicts,
    LogHealth flaws,
    List<RefusedLog> refusedLogs,
    long trimmedOps,
    long cutOff,
    @Nullable Snapshot snapshot,
    long snapshotFacts,
    List<DecommissionStatus> departures,
    Exposure exposure,
    NodeInfo node) {
  public ReplicationStatus {
    peers = List.copyOf(peers);
    departures = List.copyOf(departures);
    refusedLogs = List.copyOf(refusedLogs);
    positions = Map.copyOf(positions);
  }

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
   * @param position how far its log is known here
   * @param acked how far this store's log is known there
   * @param lagOps its ops that are missing here, as far as it told
   * @param lagMillis for how long something of it may have been missing; -1 where it was never
   *     heard
   * @param backlog this store's ops that are missing there
   * @param oldestUnackedMillis age of the oldest of those
   * @param lastHeard null for never
   * @param clockOffsetMicros its clock is ahead by; 0 where that cannot be told from nothing
   * @param clockErrorMicros bound of that estimate's error; -1 before the first
   * @param clockOff whether that is more than a minute: an alarm
   * @param forgedFrames its answers that were refused
   * @param caughtUp ops that were older than the connection when they came; not part of latency
   * @param latency of ops committed while connected, since the start; null before the first
   * @param recentLatency the same over the last minute
   * @param exposure money that it said it may lose; null where it never said
   * @param node what it told of itself
   */
  public record Peer(
      String storeId,
      PeerState state,
      String transport,
      Position position,
      Position acked,
      long lagOps,
      long lagMillis,
      long backlog,
      long oldestUnackedMillis,
      @Nullable Instant lastHeard,
      long clockOffsetMicros,
      long clockErrorMicros,
      boolean clockOff,
      long duplicates,
      long gaps,
      long diverged,
      long refused,
      long forgedFrames,
      long caughtUp,
      @Nullable LatencyFigures latency,
      @Nullable LatencyFigures recentLatency,
      @Nullable Exposure exposure,
      NodeInfo node) {}
}
