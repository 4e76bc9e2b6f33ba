package io.tillwatch.tools.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.config.EdgeConfig;
import io.tillwatch.edge.support.TestNodes;
import io.tillwatch.tools.demo.Report.StepReport;
import io.tillwatch.tools.demo.model.Shop;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole script, twice on the same data, against two real nodes with their own Redis. */
class DemoIT {
  @TempDir static Path dir;
  private static TestNodes nodes;
  private static Map<Shop, StoreClient> stores;

  @BeforeAll
  static void openStores() {
    nodes = new TestNodes(dir, "store-a", "store-b");
    nodes.start("store-a");
    nodes.start("store-b");
    stores = Map.of(Shop.A, client("store-a"), Shop.B, client("store-b"));
    DemoNodes.awaitConnected(stores);
  }

  @AfterAll
  static void closeStores() {
    nodes.close();
  }

  @Test
  void stopsEveryFraudAndServesEveryHonestCustomerOnNewAndOnOldData() {
    // Given two stores without data, When the script is played
    Report first = Demo.run(stores, Instant.now(), Terminal.plain(System.out));

    // Then
    assertStopped(first);

    // And when it is played again on what the first run left
    Report second = Demo.run(stores, Instant.now(), Terminal.plain(System.out));

    // Then
    assertStopped(second);
    long protectedInBoth = first.valueProtectedMinor() + second.valueProtectedMinor();
    for (StoreClient store : stores.values()) {
      assertThat(store.stats().path("all").path("valueProtectedMinor").asLong())
          .isEqualTo(protectedInBoth);
    }
  }

  private static void assertStopped(Report report) {
    assertThat(report.steps()).filteredOn(step -> !step.asExpected()).isEmpty();
    assertThat(report.passed()).isTrue();
    assertThat(report.legitimateTransactions()).isGreaterThanOrEqualTo(14);
    assertThat(report.fraudAttempts()).isGreaterThanOrEqualTo(9);
    assertThat(report.fraudPrevented()).isEqualTo(report.fraudAttempts());
    assertThat(report.detectionRate()).isEqualTo(1.0);
    assertThat(report.preventionRate()).isEqualTo(1.0);
    assertThat(report.falsePositives()).isZero();
    assertThat(report.valueProtectedMinor()).isPositive();
    assertThat(report.replicationEvents()).isPositive();
    assertThat(report.replicationLatency()).isNotNull();
    assertThat(step(report, "double-refund").score()).isGreaterThanOrEqualTo(95);
  }

  private static StepReport step(Report report, String id) {
    return report.steps().stream().filter(step -> step.id().equals(id)).findFirst().orElseThrow();
  }

  private static StoreClient client(String store) {
    EdgeConfig config = nodes.config(store);
    return StoreClient.of(config.http().publicUrl(), config.keysFile());
  }
}
