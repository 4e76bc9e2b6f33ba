package io.tillwatch.edge.web.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.tillwatch.core.analytics.StatsQuery;
import io.tillwatch.core.camera.CameraStatus;
import io.tillwatch.core.camera.CameraStatuses;
import io.tillwatch.core.checkout.StandInStatus;
import io.tillwatch.core.fraud.FraudStatus;
import io.tillwatch.core.fraud.drift.DriftView;
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
import io.tillwatch.edge.web.live.EventStream;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The node's measurements in Prometheus' text form: the meters of its registry, and what its actors
 * answer when a page is asked for. For one event loop.
 */
public final class MetricsRoutes {
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final Bus bus;
  private final PrometheusMeterRegistry meters;
  private final CameraMetrics camera;
  private final Map<String, Counter> commits = new HashMap<>();
  private final Map<String, Counter> applied = new HashMap<>();
  private MetricSnapshots answered = MetricSnapshots.of();

  /**
   * The page of one node.
   *
   * @param meters shown as they are; facts are counted in them from {@link #start} on
   */
  public MetricsRoutes(Bus bus, PrometheusMeterRegistry meters, EventStream events) {
    this.bus = bus;
    this.meters = meters;
    this.camera = new CameraMetrics(meters);
    new JvmMeters().bindTo(meters);
    Gauge.builder("tillwatch_event_listeners", events, EventStream::listeners)
        .description("Pages that listen")
        .register(meters);
    MultiCollector actors = () -> answered;
    meters.getPrometheusRegistry().register(actors);
  }

  public List<Endpoint> endpoints() {
    return List.of(Endpoint.get("/metrics", Access.MEASURING, request -> metrics()));
  }

  /** Begins to count commits. */
  public Future<Void> start() {
    return bus.subscribe(Channels.COMMITTED, this::count);
  }

  private void count(Committed committed) {
    String kind = committed.op().kind();
    Counter counter =
        committed.local()
            ? commits.computeIfAbsent(kind, this::commitsOf)
            : applied.computeIfAbsent(kind, this::appliedOf);
    counter.increment();
    camera.count(committed);
  }

  private Counter commitsOf(String kind) {
    return Counter.builder("tillwatch_commits_total")
        .description("Facts committed in this store")
        .tag("kind", kind)
        .register(meters);
  }

  private Counter appliedOf(String kind) {
    return Counter.builder("tillwatch_applied_total")
        .description("Facts of other stores applied here")
        .tag("kind", kind)
        .register(meters);
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
    Future<CameraStatuses> seen =
        bus.ask(Channels.CAMERA, new CameraStatus.Query()).otherwiseEmpty();
    Future<DriftView> drift =
        bus.ask(Channels.MODEL_DRIFT, new DriftView.Query(false)).otherwiseEmpty();
    return Future.all(List.of(stats, replication, fraud, standIn, redis, seen, drift))
        .map(
            all ->
                families(
                    stats.result(),
                    replication.result(),
                    fraud.result(),
                    standIn.result(),
                    redis.result()))
        .map(
            families -> {
              if (seen.result() != null) {
                CameraMetrics.write(families, seen.result());
              }
              if (drift.result() != null) {
                ModelMetrics.write(families, drift.result());
              }
              return families;
            })
        .map(this::page);
  }

  /** Of the actors that answered. */
  private MetricFamilies families(
      StatsQuery.Stats stats,
      ReplicationStatus replication,
      FraudStatus fraud,
      StandInStatus standIn,
      RedisHealth redis) {
    MetricFamilies out = new MetricFamilies();
    ActorMetrics.write(out, redis);
    ActorMetrics.write(out, bus.frameFigures());
    if (stats != null) {
      ActorMetrics.write(out, stats);
    }
    if (replication != null) {
      ReplicationMetrics.write(out, replication);
    }
    if (standIn != null) {
      ReplicationMetrics.write(out, standIn);
    }
    if (fraud != null) {
      ActorMetrics.write(out, fraud);
    }
    return out;
  }

  private ApiResponse page(MetricFamilies families) {
    answered = families.snapshots();
    return ApiResponse.text(200, TEXT, meters.scrape(TEXT));
  }
}
