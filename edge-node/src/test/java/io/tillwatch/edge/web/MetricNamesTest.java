package io.tillwatch.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.analytics.Figures;
import io.tillwatch.core.analytics.StatsQuery;
import io.tillwatch.core.checkout.StandInStatus;
import io.tillwatch.core.fraud.ExternalScore;
import io.tillwatch.core.fraud.FraudStatus;
import io.tillwatch.core.fraud.drift.DriftLevel;
import io.tillwatch.core.fraud.drift.DriftReport;
import io.tillwatch.core.fraud.drift.DriftView;
import io.tillwatch.core.fraud.drift.ModelDrift;
import io.tillwatch.core.fraud.drift.SalesDrift;
import io.tillwatch.core.ledger.RedisHealth;
import io.tillwatch.core.oplog.LogHealth;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.FrameFigures;
import io.tillwatch.core.replication.LatencyFigures;
import io.tillwatch.core.replication.ReplicationStatus;
import io.tillwatch.core.replication.protocol.Exposure;
import io.tillwatch.core.replication.protocol.NodeInfo;
import io.tillwatch.core.replication.protocol.PeerState;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.support.ExampleValues;
import io.tillwatch.edge.support.GoldenFile;
import io.tillwatch.edge.support.MetricNames;
import io.tillwatch.edge.support.TestSeal;
import io.tillwatch.edge.web.http.ApiResponse;
import io.tillwatch.edge.web.http.Endpoint;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The names of the metrics that say something only where something is wrong or configured. */
class MetricNamesTest {
  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = new Bus(vertx, new StoreId("store-a"), new TestSeal("k"), false);

  @AfterEach
  void close() {
    vertx.close();
  }

  @Test
  void stayWhateverTheActorsAnswer() {
    bus.handle(Channels.STATS, any -> Future.succeededFuture(stats()));
    bus.handle(Channels.FRAUD_STATUS, any -> Future.succeededFuture(fraud()));
    bus.handle(Channels.MODEL_DRIFT, any -> Future.succeededFuture(drift()));
    bus.handle(Channels.REPLICATION_STATUS, any -> Future.succeededFuture(replication()));
    bus.handle(
        Channels.REDIS_HEALTH,
        any -> Future.succeededFuture(new RedisHealth(null, null, List.of("no AOF"), 1)));
    bus.handle(Channels.STAND_IN, any -> Future.succeededFuture(new StandInStatus(100, 5_000, 1)));

    ApiResponse page =
        metrics().toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();

    assertThat(page.mediaType()).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
    new GoldenFile("metrics-of-flaws.txt").holds(MetricNames.of(page.body().toString()));
  }

  private Future<ApiResponse> metrics() {
    Endpoint metrics =
        NodeEndpoints.of(vertx, bus).stream()
            .filter(endpoint -> endpoint.path().equals("/metrics"))
            .findFirst()
            .orElseThrow();
    return metrics.action().apply(null);
  }

  private static StatsQuery.Stats stats() {
    return new StatsQuery.Stats(
        ExampleValues.AT,
        true,
        Figures.NONE,
        Map.of("store-a", Figures.NONE),
        List.of(),
        List.of());
  }

  private static FraudStatus fraud() {
    return new FraudStatus(
        null,
        true,
        new FraudStatus.Room(3, 400, 1, ExampleValues.AT),
        "rules alone",
        new ExternalScore.Figures(1, 2, 3, 4, true));
  }

  private static DriftView drift() {
    DriftReport.Shift shift = new DriftReport.Shift("KEYED", 0.3, DriftLevel.ALARM);
    DriftReport.Measure measure = new DriftReport.Measure(0.2, 300, 30);
    DriftReport report = new DriftReport(7, 300, shift, List.of(shift), measure, measure);
    return new DriftView(
        ExampleValues.SHA256,
        true,
        ExampleValues.AT,
        "compared",
        new ModelDrift(report, true, List.of(), measure, new SalesDrift(900, 13, List.of(shift))));
  }

  private static ReplicationStatus replication() {
    Position position = ExampleValues.POSITION;
    LatencyFigures latency = new LatencyFigures(2, 1_500, 1_000, 1_400, 2_000, 2_000);
    return new ReplicationStatus(
        "store-a",
        List.of(peer(position, latency)),
        new ReplicationStatus.Logs(
            position,
            Map.of("store-b", position),
            1,
            new LogHealth(Map.of("store-b", new LogHealth.Flaw(position, 1, 1, "why"))),
            List.of(),
            5,
            1),
        new ReplicationStatus.Traffic(2, latency, new FrameFigures(Map.of(), false, 0, List.of())),
        new ReplicationStatus.Snapshots(new ReplicationStatus.Snapshot("store-b", 2, 5, false), 2),
        List.of(),
        new Exposure(100, 10_000),
        NodeInfo.NONE);
  }

  private static ReplicationStatus.Peer peer(Position position, LatencyFigures latency) {
    return new ReplicationStatus.Peer(
        "store-b",
        PeerState.DIVERGED,
        "bus",
        new ReplicationStatus.Progress(position, position, 4, 1_500, 3, 2_500),
        new ReplicationStatus.ClockOffset(-120, 80, true),
        new ReplicationStatus.Arrivals(1, 2, 3, 4, 5, 6, latency, latency),
        new ReplicationStatus.Heard(ExampleValues.AT, null, NodeInfo.NONE));
  }
}
