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
        peer.progress().position().toString(),
        peer.progress().lagOps(),
        known(peer.progress().lagMillis()),
        peer.progress().backlog(),
        peer.progress().oldestUnackedMillis(),
        peer.heard().at(),
        peer.clock().offsetMicros(),
        known(peer.clock().errorMicros()),
        peer.clock().off(),
        peer.arrivals().duplicates(),
        peer.arrivals().gaps(),
        peer.arrivals().diverged(),
        peer.arrivals().refused(),
        peer.arrivals().forgedFrames(),
        peer.arrivals().caughtUp(),
        LatencyJson.of(peer.arrivals().latency()),
        LatencyJson.of(peer.arrivals().recentLatency()),
        peer.heard().exposure() == null
            ? null
            : Long.valueOf(peer.heard().exposure().atRiskMinor()),
        peer.heard().exposure() == null
            ? null
            : Long.valueOf(peer.heard().exposure().ceilingMinor()),
        peer.heard().node().version(),
        peer.heard().node().camera());
  }

  private static @Nullable Long known(long figure) {
    return figure < 0 ? null : Long.valueOf(figure);
  }
}
