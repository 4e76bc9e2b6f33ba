package io.tillwatch.edge.web.answer.stores;

import io.tillwatch.core.replication.ReplicationStatus;
import io.tillwatch.core.replication.protocol.PeerState;
import io.tillwatch.edge.web.answer.figures.LatencyJson;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One of the other stores.
 *
 * @param lagMillis for how long something may have been missing; null where it was never heard
 * @param clockErrorMicros null where not known
 * @param moneyAtRiskMinor null where it never said
 * @param version of its program; null where it does not say
 * @param camera state of its lane's camera; null where it does not say
 */
public record PeerJson(
    String storeId,
    PeerState state,
    String transport,
    String position,
    long lagOps,
    @Nullable Long lagMillis,
    long backlog,
    long oldestUnackedMillis,
    @Nullable Instant lastHeard,
    long clockOffsetMicros,
    @Nullable Long clockErrorMicros,
    boolean clockAlarm,
    long duplicates,
    long gaps,
    long diverged,
    long refused,
    long forgedFrames,
    long caughtUp,
    @Nullable LatencyJson latency,
    @Nullable LatencyJson recentLatency,
    @Nullable Long moneyAtRiskMinor,
    @Nullable Long moneyAtRiskCeilingMinor,
    @Nullable String version,
    @Nullable String camera) {

  static PeerJson of(ReplicationStatus.Peer peer) {
    return new PeerJson(
        peer.storeId(),
        peer.state(),
        peer.transport(),
        peer.position().toString(),
        peer.lagOps(),
        known(peer.lagMillis()),
        peer.backlog(),
        peer.oldestUnackedMillis(),
        peer.lastHeard(),
        peer.clockOffsetMicros(),
        known(peer.clockErrorMicros()),
        peer.clockOff(),
        peer.duplicates(),
        peer.gaps(),
        peer.diverged(),
        peer.refused(),
        peer.forgedFrames(),
        peer.caughtUp(),
        LatencyJson.of(peer.latency()),
        LatencyJson.of(peer.recentLatency()),
        peer.exposure() == null ? null : Long.valueOf(peer.exposure().atRiskMinor()),
        peer.exposure() == null ? null : Long.valueOf(peer.exposure().ceilingMinor()),
        peer.node().version(),
        peer.node().camera());
  }

  private static @Nullable Long known(long figure) {
    return figure < 0 ? null : Long.valueOf(figure);
  }
}
