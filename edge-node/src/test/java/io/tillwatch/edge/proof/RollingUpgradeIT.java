package io.tillwatch.edge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.edge.support.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three stores of the version before are upgraded one by one while their tills sell and refund:
 * first with {@code cluster.acceptOldFrames}, then, one by one again, without. In the soak run,
 * which builds that version from the history: {@code -Dtillwatch.upgrade.from=COMMIT}; or from a
 * jar with its {@code lib/}: {@code -Dtillwatch.upgrade.jar=JAR}.
 */
@Tag("proof")
class RollingUpgradeIT {
  private static final String SETTING = "TILLWATCH_CLUSTER_ACCEPT_OLD_FRAMES";
  private static final List<String> STORES = List.of("store-a", "store-b", "store-c");
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Duration BETWEEN = Duration.ofSeconds(5);

  @Test
  void threeStoresAreUpgradedOneByOneUnderLoadAndLoseNothing(@TempDir Path dir) {
    Path jar = OldBuild.given(dir, "RollingUpgradeIT");
    HistoryChecker checker = new HistoryChecker();
    try (ProcessGroup group = new ProcessGroup(dir, STORES, GroupOptions.direct())) {
      Path conf = jar.resolve("../../../conf").normalize();
      Path rules = GenerousRules.write(conf.resolve("rules.yaml"), dir.resolve("kept.yaml"), 1);
      for (NodeProcess node : group.nodes()) {
        node.running(jar);
        // the conf folder is the shop's: what an upgrade brings is another jar
        node.with("TILLWATCH_FRAUD_RULES_FILE", rules.toString());
        node.with("TILLWATCH_FRAUD_CATALOG_FILE", conf.resolve("catalog.yaml").toString());
      }
      group.start();
      SalesLoad load = new SalesLoad(checker, group.nodes(), 1, PAUSE);
      hold();

      for (NodeProcess node : group.nodes()) {
        node.close();
        node.runningThisBuild();
        node.with(SETTING, "true");
        node.start();
        Await.until(node.store() + " is level", PATIENCE, () -> isLevel(node));
        assertThat(node.till().replication().path("acceptsOldFrames").asBoolean()).isTrue();
        hold();
      }
      Await.until("nobody is spoken to in the old form", PATIENCE, () -> allNew(group));
      for (NodeProcess node : group.nodes()) {
        node.close();
        node.without(SETTING);
        node.start();
        Await.until(node.store() + " is level", PATIENCE, () -> isLevel(node));
        hold();
      }
      load.stop(PATIENCE);
      group.awaitEqual(PATIENCE);
      List<HistoryChecker.Fault> faults = checker.judge(group);

      System.out.printf(
          "RollingUpgradeIT: %d acknowledged, %d resent, %d replayed, refused %s, %d faults%n",
          checker.count(),
          load.resent(),
          load.replayed(),
          group.node("store-a").till().replication().path("refusedFrames"),
          faults.size());
      assertThat(load.unexpected()).isEmpty();
      assertThat(faults).isEmpty();
      assertThat(checker.count()).isPositive();
      for (NodeProcess node : group.nodes()) {
        JsonNode replication = node.till().replication();
        assertThat(replication.path("acceptsOldFrames").asBoolean()).isFalse();
        assertThat(replication.path("oldFrames").asLong()).isZero();
      }
    }
  }

  private static boolean isLevel(NodeProcess node) {
    return node.till().isConnectedTo(STORES.size() - 1);
  }

  private static boolean allNew(ProcessGroup group) {
    return group.nodes().stream()
        .allMatch(node -> node.till().replication().path("oldFrameStores").isEmpty());
  }

  private static void hold() {
    LockSupport.parkNanos(BETWEEN.toNanos());
  }
}
