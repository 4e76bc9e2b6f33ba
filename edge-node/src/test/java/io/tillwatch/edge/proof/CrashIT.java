package io.tillwatch.edge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.support.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nodes and Redis servers are killed while both stores sell. Longer: {@code
 * -Dtillwatch.crash.nodes=200 -Dtillwatch.crash.redis=50}.
 */
@Tag("proof")
class CrashIT {
  private static final int NODE_KILLS = Integer.getInteger("tillwatch.crash.nodes", 3);
  private static final int REDIS_KILLS = Integer.getInteger("tillwatch.crash.redis", 2);
  private static final long SEED = Long.getLong("tillwatch.crash.seed", 1);
  private static final List<String> STORES = List.of("store-a", "store-b");
  private static final int SALES_BETWEEN = 60;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Random chance = new Random(SEED);
  private final HistoryChecker checker = new HistoryChecker();

  @Test
  void losesAndDoublesNothingWhenNodesAndRedisAreKilled(@TempDir Path dir) {
    try (ProcessGroup group = new ProcessGroup(dir, STORES, GroupOptions.direct()).start()) {
      SalesLoad load = new SalesLoad(checker, group.nodes(), 4, Duration.ofMillis(20));
      int nodeKills = 0;
      int redisKills = 0;
      while (nodeKills < NODE_KILLS || redisKills < REDIS_KILLS) {
        boolean node =
            redisKills == REDIS_KILLS || (nodeKills < NODE_KILLS && chance.nextBoolean());
        awaitSales(SALES_BETWEEN);
        LockSupport.parkNanos(Duration.ofMillis(chance.nextInt(300)).toNanos());
        NodeProcess victim = group.nodes().get(chance.nextInt(2));
        if (node) {
          nodeKills++;
          victim.kill();
          victim.start();
        } else {
          redisKills++;
          victim.killRedis();
        }
      }
      awaitSales(SALES_BETWEEN);
      load.stop(PATIENCE);
      Duration level = group.awaitEqual(PATIENCE);

      List<HistoryChecker.Fault> faults = checker.judge(group);

      System.out.printf(
          "CrashIT: %d node kills, %d Redis kills, %d sales acknowledged, %d resent, %d of them"
              + " replayed, level %d ms after the last sale, %d faults%n",
          nodeKills,
          redisKills,
          checker.count(),
          load.resent(),
          load.replayed(),
          level.toMillis(),
          faults.size());
      assertThat(load.unexpected()).isEmpty();
      assertThat(faults).isEmpty();
    }
  }

  private void awaitSales(int more) {
    int enough = checker.count() + more;
    Await.until(more + " more sales", PATIENCE, () -> checker.count() >= enough);
  }
}
