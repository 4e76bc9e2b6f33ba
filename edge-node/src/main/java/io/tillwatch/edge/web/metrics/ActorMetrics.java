package io.tillwatch.edge.web.metrics;

import io.tillwatch.core.analytics.StatsQuery;
import io.tillwatch.core.fraud.ExternalScore;
import io.tillwatch.core.fraud.FraudStatus;
import io.tillwatch.core.ledger.RedisHealth;
import io.tillwatch.core.replication.FrameFigures;
import io.tillwatch.edge.web.metrics.MetricFamilies.Family;

/** What {@code /metrics} says of trade, fraud scoring, Redis and frames between stores. */
final class ActorMetrics {
  private ActorMetrics() {}

  /**
   * Whether facts are kept.
   *
   * @param health null where the ledger does not answer
   */
  static void write(MetricFamilies out, RedisHealth health) {
    out.gauge(
        "tillwatch_redis_up",
        "Whether Redis takes facts and keeps them",
        health != null && health.up() ? 1 : 0);
    if (health != null) {
      out.counter(
          "tillwatch_redis_refusals_total",
          "Requests that Redis refused for what is wrong with itself",
          health.refusals());
      out.gauge(
          "tillwatch_redis_warnings",
          "What puts facts at risk and does not stop the node",
          health.warnings().size());
    }
  }

  static void write(MetricFamilies out, StatsQuery.Stats stats) {
    Family transactions =
        out.gauges("tillwatch_transactions", "Transactions by store and what came of them");
    stats
        .byStore()
        .forEach(
            (store, figures) -> {
              transactions.sample(
                  figures.outcomes().approved(), "store", store, "status", "COMPLETED");
              transactions.sample(figures.outcomes().held(), "store", store, "status", "HELD");
              transactions.sample(
                  figures.outcomes().blocked(), "store", store, "status", "BLOCKED");
            });
    out.gauge("tillwatch_open_alerts", "Open alerts", stats.all().alerts().open());
    out.gauge(
        "tillwatch_value_protected_minor",
        "Value protected, minor units",
        stats.all().frauds().protectedMinor());
  }

  static void write(MetricFamilies out, FraudStatus status) {
    out.gauge(
        "tillwatch_rules_held_back",
        "Changed rules that block too much and wait for a reviewer instead",
        status.guard() == null ? 0 : status.guard().rules().size());
    out.gauge(
        "tillwatch_fraud_history_complete",
        "Whether the history is read back",
        status.historyComplete() ? 1 : 0);
    Family room =
        out.gauges(
            "tillwatch_fraud_history_transactions",
            "Transactions of the history, remembered and without room");
    room.sample(status.room().transactions(), "state", "remembered");
    room.sample(status.room().dropped(), "state", "dropped");
    out.gauge(
        "tillwatch_fraud_history_bytes",
        "Memory that the remembered transactions take, by estimate",
        status.room().bytes());
    if (status.external() != null) {
      external(out, status.external());
    }
  }

  private static void external(MetricFamilies out, ExternalScore.Figures figures) {
    Family outcomes =
        out.counters(
            "tillwatch_external_score_total", "Returns the external fraud service was to rate");
    outcomes.sample(figures.answered(), "outcome", "answered");
    outcomes.sample(figures.timedOut(), "outcome", "timeout");
    outcomes.sample(figures.failed(), "outcome", "failed");
    outcomes.sample(figures.skipped(), "outcome", "skipped");
    out.gauge(
        "tillwatch_external_score_open",
        "Whether the service fails and is not asked for a while",
        figures.open() ? 1 : 0);
  }

  static void write(MetricFamilies out, FrameFigures frames) {
    out.counter("tillwatch_forged_frames_total", "Refused frames", frames.refusedFrames());
    Family refused = out.counters("tillwatch_frames_refused_total", "Refused frames by reason");
    frames.refused().forEach((reason, n) -> refused.sample(n, "reason", reason));
    out.gauge(
        "tillwatch_accepts_old_frames",
        "1 while frames of the version before are accepted, for an upgrade only",
        frames.acceptsOld() ? 1 : 0);
    out.counter(
        "tillwatch_old_frames_total",
        "Frames of the version before that were taken",
        frames.oldTaken());
  }
}
