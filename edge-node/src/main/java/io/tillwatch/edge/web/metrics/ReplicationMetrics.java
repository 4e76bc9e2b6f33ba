package io.tillwatch.edge.web.metrics;

import io.tillwatch.core.checkout.StandInStatus;
import io.tillwatch.core.oplog.LogHealth;
import io.tillwatch.core.replication.ReplicationStatus;
import io.tillwatch.core.replication.ReplicationStatus.Peer;
import io.tillwatch.core.replication.protocol.PeerState;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** What {@code /metrics} says of the other stores, of their logs, and of money at risk. */
final class ReplicationMetrics {
  private static final double MILLIS = 1e3;
  private static final double MICROS = 1e6;

  /**
   * A figure of each peer.
   *
   * @param known where it says anything
   */
  private record Figure(
      String name, String type, String help, ToDoubleFunction<Peer> value, Predicate<Peer> known) {

    Figure(String name, String type, String help, ToDoubleFunction<Peer> value) {
      this("tillwatch_" + name, type, help, value, any -> true);
    }

    Figure knownWhere(Predicate<Peer> isKnown) {
      return new Figure(name, type, help, value, isKnown);
    }
  }

  private static final List<Figure> FIGURES =
      List.of(
          new Figure("replication_lag_ops", "gauge", "Ops of the peer missing here", Peer::lagOps),
          new Figure(
                  "replication_lag_seconds",
                  "gauge",
                  "For how long something of the peer may have been missing here",
                  peer -> peer.lagMillis() / MILLIS)
              .knownWhere(peer -> peer.lagMillis() >= 0),
          new Figure(
              "replication_backlog_ops", "gauge", "Ops of this store missing there", Peer::backlog),
          new Figure(
              "replication_oldest_unacked_seconds",
              "gauge",
              "Age of the oldest op of this store that the peer has not acknowledged",
              peer -> peer.oldestUnackedMillis() / MILLIS),
          new Figure(
              "replication_duplicates_total",
              "counter",
              "Ops of the peer that came again",
              Peer::duplicates),
          new Figure(
              "replication_gaps_total",
              "counter",
              "Times that an op of the peer came before the one it follows",
              Peer::gaps),
          new Figure(
              "replication_diverged_total",
              "counter",
              "Times that the peer's log contradicted what is known of it",
              Peer::diverged),
          new Figure(
              "replication_refused_total",
              "counter",
              "Ops in the peer's name whose mac did not hold",
              Peer::refused),
          new Figure(
              "replication_caught_up_total",
              "counter",
              "Ops of the peer that were older than the connection",
              Peer::caughtUp),
          new Figure(
                  "peer_clock_offset_seconds",
                  "gauge",
                  "By how much the peer's clock is ahead",
                  peer -> peer.clockOffsetMicros() / MICROS)
              .knownWhere(peer -> peer.clockErrorMicros() >= 0),
          new Figure(
                  "peer_clock_error_seconds",
                  "gauge",
                  "Bound of that estimate's error",
                  peer -> peer.clockErrorMicros() / MICROS)
              .knownWhere(peer -> peer.clockErrorMicros() >= 0),
          new Figure(
              "peer_clock_alarm",
              "gauge",
              "1 where the peer's clock and this one's differ by more than a minute",
              peer -> peer.clockOff() ? 1 : 0),
          new Figure(
              "peer_needs_snapshot",
              "gauge",
              "Whether this store's log no longer has what the peer lacks",
              peer -> peer.state() == PeerState.NEEDS_SNAPSHOT ? 1 : 0));

  private ReplicationMetrics() {}

  static void write(PrometheusText out, ReplicationStatus status) {
    for (Figure figure : FIGURES) {
      out.family(figure.name(), figure.type(), figure.help());
      for (Peer peer : status.peers()) {
        if (figure.known().test(peer)) {
          out.sample(figure.name(), figure.value().applyAsDouble(peer), "peer", peer.storeId());
        }
      }
    }
    states(out, status.peers());
    latencies(out, status.peers());
    flaws(out, status.flaws());
    snapshots(out, status);
    out.single(
        "tillwatch_group_money_at_risk_minor",
        "gauge",
        "Money at risk in all stores; one that does not answer counts with all it may spend",
        status.exposure().atRiskMinor());
    out.single(
        "tillwatch_group_money_at_risk_ceiling_minor",
        "gauge",
        "The sum of all stand-in budgets",
        status.exposure().ceilingMinor());
  }

  static void write(PrometheusText out, StandInStatus standIn) {
    out.single(
        "tillwatch_money_at_risk_minor",
        "gauge",
        "Refunded on this store's own word and not confirmed, minor units",
        standIn.atRiskMinor());
    out.single(
        "tillwatch_money_at_risk_ceiling_minor",
        "gauge",
        "This store's stand-in budget, minor units",
        standIn.ceilingMinor());
    out.single("tillwatch_stand_ins", "gauge", "Refunds behind the money at risk", standIn.count());
  }

  private static void states(PrometheusText out, List<Peer> peers) {
    String name = "tillwatch_peer_state";
    out.family(name, "gauge", "1 for the state that the peer is in");
    for (Peer peer : peers) {
      for (PeerState state : PeerState.values()) {
        int is = peer.state() == state ? 1 : 0;
        out.sample(name, is, "peer", peer.storeId(), "state", state.name());
      }
    }
  }

  private static void latencies(PrometheusText out, List<Peer> peers) {
    String name = "tillwatch_replication_latency_seconds";
    out.family(name, "summary", "Committed in the origin's Redis to committed here");
    for (Peer peer : peers) {
      if (peer.latency() != null) {
        String id = peer.storeId();
        out.sample(name, peer.latency().p50Micros() / MICROS, "peer", id, "quantile", "0.5");
        out.sample(name, peer.latency().p99Micros() / MICROS, "peer", id, "quantile", "0.99");
        out.sample(name + "_count", peer.latency().count(), "peer", id);
      }
    }
  }

  private static void flaws(PrometheusText out, LogHealth health) {
    String salvaged = "tillwatch_log_salvaged_ops";
    out.family(salvaged, "gauge", "Ops that their origin lost and this store brought back");
    health
        .byOrigin()
        .forEach((origin, flaw) -> out.sample(salvaged, flaw.salvaged(), "origin", origin));
    String quarantined = "tillwatch_log_quarantined_ops";
    out.family(quarantined, "gauge", "Ops that stand in a log and have no effect here");
    health
        .byOrigin()
        .forEach((origin, flaw) -> out.sample(quarantined, flaw.quarantined(), "origin", origin));
    String diverged = "tillwatch_log_diverged";
    out.family(diverged, "gauge", "1 where an origin's log is frozen here");
    health
        .byOrigin()
        .forEach(
            (origin, flaw) ->
                out.sample(diverged, flaw.divergedAt() == null ? 0 : 1, "origin", origin));
  }

  private static void snapshots(PrometheusText out, ReplicationStatus status) {
    out.single(
        "tillwatch_log_trimmed_ops_total", "counter", "Ops logs gave up", status.trimmedOps());
    out.single(
        "tillwatch_peers_cut_off_total", "counter", "Peers left without ops", status.cutOff());
    out.single(
        "tillwatch_snapshot_facts_total",
        "counter",
        "Facts that came by snapshot",
        status.snapshotFacts());
    ReplicationStatus.Snapshot snapshot = status.snapshot();
    out.single(
        "tillwatch_snapshot_missing_facts",
        "gauge",
        "Facts of the snapshot under way that have not come",
        snapshot == null ? 0 : Math.max(0, snapshot.total() - snapshot.done()));
  }
}
