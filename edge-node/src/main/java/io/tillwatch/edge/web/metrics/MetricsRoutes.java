package io.tillwatch.edge.web.metrics;

import io.tillwatch.core.analytics.StatsQuery;
import io.tillwatch.core.checkout.StandInStatus;
import io.tillwatch.core.fraud.ExternalScore;
import io.tillwatch.core.fraud.FraudStatus;
import io.tillwatch.core.ledger.Committed;
import io.tillwatch.core.ledger.LedgerQuery;
import io.tillwatch.core.ledger.RedisHealth;
import io.tillwatch.core.replication.ReplicationQuery;
import io.tillwatch.core.replication.ReplicationStatus;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.web.access.Access;
import io.tillwatch.edge.web.http.ApiResponse;
import io.tillwatch.edge.web.http.Endpoint;
import io.tillwatch.edge.web.http.HttpMeter;
import io.tillwatch.edge.web.live.EventStream;
import io.vertx.core.Future;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The node's measurements in Prometheus' text form. */
public final class MetricsRoutes {
  private final Bus bus;
  private final HttpMeter http;
  private final EventStream events;
  private final Map<String, Long> commits = new TreeMap<>();
  private final Map<String, Long> applied = new TreeMap<>();

  public MetricsRoutes(Bus bus, HttpMeter http, EventStream events) {
    this.bus = bus;
    this.http = http;
    this.events = events;
  }

  public List<Endpoint> endpoints() {
    return List.of(Endpoint.get("/metrics", Access.LOOPBACK, request -> metrics()));
  }

  /** Begins to count commits. */
  public Future<Void> start() {
    return bus.subscribe(Channels.COMMITTED, this::count);
  }

  private void count(Committed committed) {
    Map<String, Long> counts = committed.local() ? commits : applied;
    counts.merge(committed.op().kind(), 1L, Long::sum);
  }

  private Future<ApiResponse> metrics() {
    Future<StatsQuery.Stats> stats = bus.ask(Channels.STATS, new StatsQuery.Now()).otherwiseEmpty();
    Future<ReplicationStatus> replication =
        bus.ask(Channels.REPLICATION_STATUS, ReplicationQuery.STATUS).otherwiseEmpty();
    Future<FraudStatus> fraud =
        bus.ask(Channels.FRAUD_STATUS, new FraudStatus.Query()).otherwiseEmpty();
    Future<StandInStatus> standIn =
        bus.ask(Channels.STAND_IN, new StandInStatus.Query()).otherwiseEmpty();
    Future<RedisHealth> redis = bus.ask(Channels.REDIS_HEALTH, LedgerQuery.HEALTH).otherwiseEmpty();
    return Future.all(stats, replication, fraud, standIn, redis)
        .map(
            all ->
                redis(redis.result())
                    + text(stats.result(), replication.result(), fraud.result(), standIn.result()))
        .map(text -> ApiResponse.text(200, "text/plain; version=0.0.4; charset=utf-8", text));
  }

  private String text(
      StatsQuery.Stats stats,
      ReplicationStatus replication,
      FraudStatus fraud,
      StandInStatus standIn) {
    PrometheusText out = new PrometheusText();
    http(out);
    out.family("tillwatch_commits_total", "counter", "Facts committed in this store");
    commits.forEach((kind, n) -> out.sample("tillwatch_commits_total", n, "kind", kind));
    out.family("tillwatch_applied_total", "counter", "Facts of other stores applied here");
    applied.forEach((kind, n) -> out.sample("tillwatch_applied_total", n, "kind", kind));
    out.single("tillwatch_event_listeners", "gauge", "Pages that listen", events.listeners());
    FrameMetrics.write(out, bus.frameFigures());
    if (stats != null) {
      figures(out, stats);
    }
    if (replication != null) {
      ReplicationMetrics.write(out, replication);
    }
    if (standIn != null) {
      ReplicationMetrics.write(out, standIn);
    }
    if (fraud != null) {
      fraud(out, fraud);
    }
    jvm(out);
    return out.toString();
  }

  private static String redis(RedisHealth health) {
    PrometheusText out = new PrometheusText();
    out.single(
        "tillwatch_redis_up",
        "gauge",
        "Whether Redis takes facts and keeps them",
        health != null && health.up() ? 1 : 0);
    if (health != null) {
      out.single(
          "tillwatch_redis_refusals_total",
          "counter",
          "Requests that Redis refused for what is wrong with itself",
          health.refusals());
      out.single(
          "tillwatch_redis_warnings",
          "gauge",
          "What puts facts at risk and does not stop the node",
          health.warnings().size());
    }
    return out.toString();
  }

  private void http(PrometheusText out) {
    out.family("tillwatch_http_requests_total", "counter", "HTTP requests answered");
    http.counts()
        .forEach(
            (series, n) ->
                out.sample(
                    "tillwatch_http_requests_total",
                    n,
                    "method",
                    series.method(),
                    "path",
                    series.path(),
                    "status",
                    String.valueOf(series.status())));
    http.gauges()
        .forEach(each -> out.single(each.name(), "gauge", each.help(), each.figure().getAsLong()));
    String name = "tillwatch_http_request_duration_seconds";
    out.family(name, "summary", "From the request's first line to its answer");
    http.latencies()
        .forEach(
            (endpoint, histogram) -> {
              for (double quantile : new double[] {0.5, 0.99, 0.999}) {
                double seconds = histogram.getValueAtPercentile(quantile * 100) / 1e6;
                out.sample(
                    name, seconds, "endpoint", endpoint, "quantile", String.valueOf(quantile));
              }
              out.sample(name + "_count", histogram.getTotalCount(), "endpoint", endpoint);
              double sum = histogram.getMean() * histogram.getTotalCount() / 1e6;
              out.sample(name + "_sum", sum, "endpoint", endpoint);
            });
  }

  private static void figures(PrometheusText out, StatsQuery.Stats stats) {
    out.family("tillwatch_transactions", "gauge", "Transactions by store and what came of them");
    stats
        .byStore()
        .forEach(
            (store, figures) -> {
              String name = "tillwatch_transactions";
              out.sample(name, figures.approved(), "store", store, "status", "COMPLETED");
              out.sample(name, figures.held(), "store", store, "status", "HELD");
              out.sample(name, figures.blocked(), "store", store, "status", "BLOCKED");
            });
    out.single("tillwatch_open_alerts", "gauge", "Open alerts", stats.all().openAlerts());
    out.single(
        "tillwatch_value_protected_minor",
        "gauge",
        "Value protected, minor units",
        stats.all().valueProtectedMinor());
  }

  private static void fraud(PrometheusText out, FraudStatus status) {
    out.single(
        "tillwatch_rules_held_back",
        "gauge",
        "Changed rules that block too much and wait for a reviewer instead",
        status.guard() == null ? 0 : status.guard().rules().size());
    out.single(
        "tillwatch_fraud_history_complete",
        "gauge",
        "Whether the history is read back",
        status.historyComplete() ? 1 : 0);
    String name = "tillwatch_fraud_history_transactions";
    out.family(name, "gauge", "Transactions of the history, remembered and without room");
    out.sample(name, status.room().transactions(), "state", "remembered");
    out.sample(name, status.room().dropped(), "state", "dropped");
    out.single(
        "tillwatch_fraud_history_bytes",
        "gauge",
        "Memory that the remembered transactions take, by estimate",
        status.room().bytes());
    if (status.external() != null) {
      external(out, status.external());
    }
  }

  private static void external(PrometheusText out, ExternalScore.Figures figures) {
    String name = "tillwatch_external_score_total";
    out.family(name, "counter", "Returns the external fraud service was to rate");
    out.sample(name, figures.answered(), "outcome", "answered");
    out.sample(name, figures.timedOut(), "outcome", "timeout");
    out.sample(name, figures.failed(), "outcome", "failed");
    out.sample(name, figures.skipped(), "outcome", "skipped");
    out.single(
        "tillwatch_external_score_open",
        "gauge",
        "Whether the service fails and is not asked for a while",
        figures.open() ? 1 : 0);
  }

  private static void jvm(PrometheusText out) {
    var memory = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    out.single("jvm_heap_used_bytes", "gauge", "Heap in use", memory.getUsed());
    out.single("jvm_heap_max_bytes", "gauge", "Heap at most", memory.getMax());
    out.single(
        "jvm_threads",
        "gauge",
        "Live threads",
        ManagementFactory.getThreadMXBean().getThreadCount());
    long collected =
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .mapToLong(bean -> Math.max(0, bean.getCollectionTime()))
            .sum();
    out.single("jvm_gc_seconds_total", "counter", "Time in collections", collected / 1e3);
    out.single(
        "process_uptime_seconds",
        "gauge",
        "Since the start",
        ManagementFactory.getRuntimeMXBean().getUptime() / 1e3);
  }
}
