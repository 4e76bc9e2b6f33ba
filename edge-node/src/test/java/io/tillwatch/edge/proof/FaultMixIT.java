package io.tillwatch.edge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.support.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything at once, on real nodes with real Redis: lines that are cut or lose a tenth of what
 * passes, while nodes and Redis servers are paused and killed and both stores sell and refund.
 * Longer: {@code -Dtillwatch.mix.seconds=300 -Dtillwatch.mix.seeds=10}.
 */
@Tag("proof")
class FaultMixIT {
  private static final Duration LENGTH =
      Duration.ofSeconds(Long.getLong("tillwatch.mix.seconds", 15));
  private static final long SEEDS = Long.getLong("tillwatch.mix.seeds", 1);
  private static final long FIRST_SEED = Long.getLong("tillwatch.mix.seed", 1);
  private static final double LOSS = 0.1;
  private static final int LONGEST_FAULT_MILLIS = 4_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** We want 5 s, see docs/measurements.md; a machine that does other things besides gets more. */
  private static final Duration LEVEL =
      Duration.ofMillis(Long.getLong("tillwatch.mix.levelMillis", 15_000));

  private enum Line {
    WHOLE,
    CUT,
    LOSSY
  }

  private enum Blow {
    NONE,
    PAUSE,
    KILL_NODE,
    KILL_REDIS
  }

  static LongStream seeds() {
    return LongStream.range(FIRST_SEED, FIRST_SEED + SEEDS);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void losesAndDoublesNothing(long seed, @TempDir Path dir) {
    Random chance = new Random(seed);
    HistoryChecker checker = new HistoryChecker();
    Map<Blow, Integer> blows = new EnumMap<>(Blow.class);
    Map<Line, Integer> lines = new EnumMap<>(Line.class);
    try (ProcessGroup group =
        new ProcessGroup(dir, List.of("store-a", "store-b"), GroupOptions.cuttable()).start()) {
      SalesLoad load = new SalesLoad(checker, group.nodes(), 2, Duration.ofMillis(40));
      long end = System.nanoTime() + LENGTH.toNanos();
      while (System.nanoTime() < end) {
        Line line = Line.values()[chance.nextInt(Line.values().length)];
        Blow blow = Blow.values()[chance.nextInt(Blow.values().length)];
        lines.merge(line, 1, Integer::sum);
        blows.merge(blow, 1, Integer::sum);
        weather(group, line);
        strike(group.nodes().get(chance.nextInt(2)), blow, chance);
        hold(chance);
      }
      group.heal();
      long healed = System.nanoTime();
      load.stop(PATIENCE);
      group.awaitEqual(PATIENCE);
      Duration level = Duration.ofNanos(System.nanoTime() - healed);
      Await.until("both stores serve", PATIENCE, () -> allReady(group));

      List<HistoryChecker.Fault> faults = checker.judge(group);

      System.out.printf(
          "FaultMixIT: seed %d, %d s, lines %s, blows %s, %d acknowledged, %d resent, %d replayed,"
              + " level %d ms after the last heal, %d faults%n",
          seed,
          LENGTH.toSeconds(),
          lines,
          blows,
          checker.count(),
          load.resent(),
          load.replayed(),
          level.toMillis(),
          faults.size());
      assertThat(load.unexpected()).isEmpty();
      assertThat(faults).isEmpty();
      assertThat(checker.count()).isPositive();
      assertThat(level).isLessThanOrEqualTo(LEVEL);
    }
  }

  private static void weather(ProcessGroup group, Line line) {
    group.heal();
    if (line == Line.CUT) {
      group.cut();
    } else if (line == Line.LOSSY) {
      group.lose(LOSS);
    }
  }

  private static void strike(NodeProcess victim, Blow blow, Random chance) {
    switch (blow) {
      case NONE -> {}
      case PAUSE -> {
        victim.pause();
        hold(chance);
        victim.resume();
      }
      case KILL_NODE -> {
        victim.kill();
        victim.start();
      }
      case KILL_REDIS -> victim.killRedis();
    }
  }

  private static void hold(Random chance) {
    LockSupport.parkNanos(Duration.ofMillis(chance.nextInt(LONGEST_FAULT_MILLIS)).toNanos());
  }

  private static boolean allReady(ProcessGroup group) {
    return group.nodes().stream().allMatch(NodeProcess::isReady);
  }
}
