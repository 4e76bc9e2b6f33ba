package io.tillwatch.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.GoldenFile;
import io.tillwatch.edge.support.MetricNames;
import io.tillwatch.edge.support.TestNodes;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sees of replication: in the API and in the metrics. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReplicationFiguresIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  /** Of the shipped settings. */
  private static final long BUDGET = 50_000;

  private TestNodes nodes;
  private Http reviewer;
  private Http anybody;

  @BeforeAll
  void start(@TempDir Path dir) {
    nodes = new TestNodes(dir, "store-a", "store-b");
    nodes.start("store-a");
    nodes.start("store-b");
    reviewer = Http.of(nodes.config("store-a"), "reviewer");
    anybody = new Http("http://127.0.0.1:" + nodes.config("store-a").http().port(), null);
    Http kiosk = Http.of(nodes.config("store-b"), "kiosk");
    kiosk.submit("/api/v1/sales", WebStore.sale("CU-figures"));
    Await.until("B's clock is known", SOON, () -> peer().getValue("clockErrorMicros") != null);
  }

  @AfterAll
  void stop() {
    nodes.close();
  }

  @Test
  @Order(1)
  void metricsSayHowFarEachPeerIsAndWhatIsWrongWithIt() {
    String metrics = anybody.get("/metrics").body();

    for (String figure :
        List.of(
            "replication_lag_ops",
            "replication_lag_seconds",
            "replication_backlog_ops",
            "replication_oldest_unacked_seconds",
            "replication_duplicates_total",
            "replication_gaps_total",
            "replication_diverged_total",
            "replication_refused_total",
            "peer_clock_offset_seconds",
            "peer_clock_error_seconds")) {
      assertThat(metrics)
          .containsPattern("(?m)^# TYPE tillwatch_" + figure + " (gauge|counter)$")
          .containsPattern("(?m)^tillwatch_" + figure + "\\{peer=\"store-b\"} -?[0-9.E-]+$");
    }
    assertThat(metrics)
        .contains("tillwatch_peer_state{peer=\"store-b\",state=\"CONNECTED\"} 1")
        .contains("tillwatch_peer_state{peer=\"store-b\",state=\"DOWN\"} 0")
        .contains("tillwatch_money_at_risk_minor 0");
  }

  @Test
  @Order(2)
  void namesTypesAndLabelsOfTheMetricsStay() {
    for (String store : List.of("store-a", "store-b")) {
      Http.of(nodes.config(store), "kiosk").submit("/api/v1/sales", WebStore.sale("CU-names"));
    }
    Await.until(
        "B's sale came here",
        SOON,
        () -> anybody.get("/metrics").body().contains("replication_latency_seconds_count{"));

    String metrics = anybody.get("/metrics").body();

    new GoldenFile("metrics.txt").holds(MetricNames.of(metrics));
  }

  @Test
  @Order(3)
  void moneyAtRiskIsThatOfAllStoresAndAtWorstAllTheirBudgets() {
    Await.until("B told its budget", SOON, () -> group("CeilingMinor") == 2 * BUDGET);
    assertThat(group("Minor")).isZero();

    nodes.stop("store-b");

    Await.until("B may have spent all it has", SOON, () -> group("Minor") == BUDGET);
    assertThat(group("CeilingMinor")).isEqualTo(2 * BUDGET);
    assertThat(replication().getLong("moneyAtRiskMinor")).isZero();
  }

  private long group(String figure) {
    return replication().getLong("groupMoneyAtRisk" + figure);
  }

  private JsonObject peer() {
    return replication().getJsonArray("peers").getJsonObject(0);
  }

  private JsonObject replication() {
    return reviewer.get("/api/v1/replication").json();
  }
}
