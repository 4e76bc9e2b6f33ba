package io.tillwatch.edge.web.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import io.tillwatch.core.checkout.StandInStatus;
import io.tillwatch.core.oplog.LogHealth;
import io.tillwatch.core.replication.ReplicationStatus;
import io.tillwatch.core.replication.ReplicationStatus.Peer;
import io.tillwatch.core.replication.protocol.PeerState;
import io.tillwatch.edge.web.metrics.MetricFamilies.Family;
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
      String name, String help, ToDoubleFunction<Peer> value, Predicate<Peer> known) {

    Figure(String name, String help, ToDoubleFunction<Peer> value) {
      this("tillwatch_" + name, help, value, any -> true);
    }

    Figure knownWhere(Predicate<Peer> isKnown) {
      return new Figure(name, help, value, isKnown);
    }

    /** One that only rises. */
    boolean isCounter() {
      return name.endsWith("_total");
    }
  }

  private static final List<Figure> FIGURES =
      List.of(
          new Figure(
              "replication_lag_ops",
              "Ops of the peer missing here",
              peer -> peer.progress().lagOps()),
          new Figure(
                  "replication_lag_seconds",
                  "For how long something of the peer may have been missing here",
                  peer -> peer.progress().lagMillis() / MILLIS)
              .knownWhere(peer -> peer.progress().lagMillis() >= 0),
          new Figure(
              "replication_backlog_ops",
              "Ops of this store missing there",
              peer -> peer.progress().backlog()),
          new Figure(
              "replication_oldest_unacked_seconds",
              "Age of the oldest op of this store that the peer has not acknowledged",
              peer -> peer.progress().oldestUnackedMillis() / MILLIS),
          new Figure(
              "replication_duplicates_total",
              "Ops of the peer that came again",
              peer -> peer.arrivals().duplicates()),
          new Figure(
              "replication_gaps_total",
              "Times that an op of the peer came before the one it follows",
              peer -> peer.arrivals().gaps()),
          new Figure(
              "replication_diverged_total",
              "Times that the peer's log contradicted what is known of it",
              peer -> peer.arrivals().diverged()),
          new Figure(
              "replication_refused_total",
              "Ops in the peer's name whose mac did not hold",
              peer -> peer.arrivals().refused()),
          new Figure(
              "replication_caught_up_total",
              "Ops of the peer that were older than the connection",
              peer -> peer.arrivals().caughtUp()),
          new Figure(
                  "peer_clock_offset_seconds",
                  "By how much the peer's clock is ahead",
                  peer -> peer.clock().offsetMicros() / MICROS)
              .knownWhere(peer -> peer.clock().errorMicros() >= 0),
          new Figure(
                  "peer_clock_error_seconds",
                  "Bound of that estimate's error",
                  peer -> peer.clock().errorMicros() / MICROS)
              .knownWhere(peer -> peer.clock().errorMicros() >= 0),
          new Figure(
              "peer_clock_alarm",
              "1 where the peer's clock and this one's differ by more than a minute",
              peer -> peer.clock().off() ? 1 : 0),
          new Figure(
              "peer_needs_snapshot",
              "Whether this store's log no longer has what the peer lacks",
              peer -> peer.state() == PeerState.NEEDS_SNAPSHOT ? 1 : 0));

  private ReplicationMetrics() {}

  static void write(MetricFamilies out, ReplicationStatus status) {
    for (Figure figure : FIGURES) {
      Family family =
          figure.isCounter()
              ? out.counters(figure.name(), figure.help())
              : out.gauges(figure.name(), figure.help());
      status.peers().stream()
          .filter(figure.known())
          .forEach(
              peer -> family.sample(figure.value().applyAsDouble(peer), "peer", peer.storeId()));
    }
    states(out, status.peers());
    latencies(out, status.peers());
    flaws(out, status.logs().flaws());
    snapshots(out, status);
    out.gauge(
        "tillwatch_group_money_at_risk_minor",
        "Money at risk in all stores; one that does not answer counts with all it may spend",
        status.exposure().atRiskMinor());
    out.gauge(
        "tillwatch_group_money_at_risk_ceiling_minor",
        "The sum of all stand-in budgets",
        status.exposure().ceilingMinor());
  }

  static void write(MetricFamilies out, StandInStatus standIn) {
    out.gauge(
        "tillwatch_money_at_risk_minor",
        "Refunded on this store's own word and not confirmed, minor units",
        standIn.atRiskMinor());
    out.gauge(
        "tillwatch_money_at_risk_ceiling_minor",
        "This store's stand-in budget, minor units",
        standIn.ceilingMinor());
    out.gauge("tillwatch_stand_ins", "Refunds behind the money at risk", standIn.count());
  }

  private static void states(MetricFamilies out, List<Peer> peers) {
    Family states = out.gauges("tillwatch_peer_state", "1 for the state that the peer is in");
    for (Peer peer : peers) {
      for (PeerState state : PeerState.values()) {
        int is = peer.state() == state ? 1 : 0;
        states.sample(is, "peer", peer.storeId(), "state", state.name());
      }
    }
  }

  private static void latencies(MetricFamilies out, List<Peer> peers) {
    SummarySnapshot.Builder latencies =
        out.summaries(
            "tillwatch_replication_latency_seconds",
            "Committed in the origin's Redis to committed here");
    for (Peer peer : peers) {
      if (peer.arrivals().latency() != null) {
        latencies.dataPoint(
            SummaryDataPointSnapshot.builder()
                .quantiles(
                    Quantiles.of(
                        new Quantile(0.5, peer.arrivals().latency().p50Micros() / MICROS),
                        new Quantile(0.99, peer.arrivals().latency().p99Micros() / MICROS)))
                .count(peer.arrivals().latency().count())
                .labels(Labels.of("peer", peer.storeId()))
                .build());
      }
    }
  }

  private static void flaws(MetricFamilies out, LogHealth health) {
    Family salvaged =
        out.gauges(
            "tillwatch_log_salvaged_ops", "Ops that their origin lost and this store brought back");
    Family quarantined =
        out.gauges(
            "tillwatch_log_quarantined_ops", "Ops that stand in a log and have no effect here");
    Family diverged =
        out.gauges("tillwatch_log_diverged", "1 where an origin's log is frozen here");
    health
        .byOrigin()
        .forEach(
            (origin, flaw) -> {
              salvaged.sample(flaw.salvaged(), "origin", origin);
              quarantined.sample(flaw.quarantined(), "origin", origin);
              diverged.sample(flaw.divergedAt() == null ? 0 : 1, "origin", origin);
            });
  }

  private static void snapshots(MetricFamilies out, ReplicationStatus status) {
    out.counter("tillwatch_log_trimmed_ops_total", "Ops logs gave up", status.logs().trimmedOps());
    out.counter("tillwatch_peers_cut_off_total", "Peers left without ops", status.logs().cutOff());
    out.counter(
        "tillwatch_snapshot_facts_total",
        "Facts that came by snapshot",
        status.snapshots().facts());
    ReplicationStatus.Snapshot snapshot = status.snapshots().underWay();
    out.gauge(
        "tillwatch_snapshot_missing_facts",
        "Facts of the snapshot under way that have not come",
        snapshot == null ? 0 : Math.max(0, snapshot.total() - snapshot.done()));
  }
}
