package io.tillwatch.edge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.proof.HistoryChecker.Fault;
import io.tillwatch.edge.proof.Reachability.Pair;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything at once around refunds, judged by money: three real nodes whose clocks are off by
 * years and minutes, one closed at times, lines that are slow and cut, nodes and Redis servers
 * killed, receipts under every spelling, {@code retryOf} of everything, approvals anywhere. Longer:
 * {@code -Dtillwatch.refunds.seconds=180 -Dtillwatch.refunds.seeds=10}.
 */
@Tag("proof")
class RefundMixIT {
  private static final Duration LENGTH =
      Duration.ofSeconds(Long.getLong("tillwatch.refunds.seconds", 25));
  private static final long SEEDS = Long.getLong("tillwatch.refunds.seeds", 1);
  private static final long FIRST_SEED = Long.getLong("tillwatch.refunds.seed", 1);
  private static final List<String> STORES = List.of("store-a", "store-b", "store-c");
  private static final StandInLimits BUDGET = new StandInLimits(20_000, 10, 10_000);
  private static final List<Duration> CLOCKS =
      List.of(
          Duration.ZERO,
          Duration.ofDays(3 * 365),
          Duration.ofDays(-3 * 365),
          Duration.ofMinutes(7),
          Duration.ofMinutes(-4));

  /** A store is stale at once in the short form, after the shipped minute in the longer. */
  private static final int STALE_MINUTES = LENGTH.compareTo(Duration.ofMinutes(1)) > 0 ? 1 : 0;

  /** A long run has cuts of up to two minutes. */
  private static final long LONGEST_FAULT_MILLIS =
      LENGTH.compareTo(Duration.ofMinutes(1)) > 0 ? 120_000 : 6_000;

  private static final long MOST_DELAY_MILLIS = 150;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration ANSWER = Duration.ofSeconds(5);

  private enum Weather {
    WHOLE,
    SLOW,
    CUT,
    ONE_LINE_CUT,
    ONE_CLOSED,
    NODE_KILLED,
    REDIS_KILLED
  }

  private final HistoryChecker checker = HistoryChecker.ofLists();
  private final RunLog journal = new RunLog();

  static LongStream seeds() {
    return LongStream.range(FIRST_SEED, FIRST_SEED + SEEDS);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void paysNothingTwiceThatStoresCouldKnowAndFindsTheRest(long seed, @TempDir Path dir) {
    Random chance = new Random(seed);
    GroupOptions options = GroupOptions.cuttable().with(BUDGET).staleAfterMinutes(STALE_MINUTES);
    try (ProcessGroup group = new ProcessGroup(dir, STORES, options)) {
      group.nodes().forEach(node -> setClock(node, chance));
      group.start();
      List<StoreStaff> desks =
          group.nodes().stream().map(node -> new StoreStaff(node, checker, ANSWER)).toList();
      RefundLoad load = new RefundLoad(desks, 2, seed, journal);
      long end = System.nanoTime() + LENGTH.toNanos();
      while (System.nanoTime() < end) {
        blow(group, Weather.values()[chance.nextInt(Weather.values().length)], chance, end);
      }
      load.stop(PATIENCE);
      level(group);
      List<Fault> before = checker.judge(group);
      load.approveAll(chance);
      List<Fault> after = checker.judge(group);

      System.out.printf(
          "RefundMixIT: seed %d, %d s, %d acknowledged, %d returns, %s; %d faults, %d after all"
              + " approvals%n",
          seed,
          LENGTH.toSeconds(),
          checker.count(),
          load.triesCount(),
          checker.money(group),
          before.size(),
          after.size());
      assertThat(before).as(() -> "seed " + seed + "\n" + journal.about(text(before))).isEmpty();
      assertThat(after).as(() -> "seed " + seed + "\n" + journal.about(text(after))).isEmpty();
      assertThat(load.unexpected()).isEmpty();
    }
  }

  private void blow(ProcessGroup group, Weather weather, Random chance, long end) {
    NodeProcess victim = group.nodes().get(chance.nextInt(STORES.size()));
    long hold = Math.min(chance.nextLong(LONGEST_FAULT_MILLIS), left(end));
    journal.note("%s for %d ms, store %s".formatted(weather, hold, victim.store()));
    switch (weather) {
      case WHOLE -> pause(hold);
      case SLOW -> {
        group.late(Duration.ofMillis(chance.nextLong(MOST_DELAY_MILLIS)));
        pause(hold);
        group.late(Duration.ZERO);
      }
      case CUT -> {
        group.cut();
        pause(hold);
      }
      case ONE_LINE_CUT -> {
        group.cut(Pair.of(victim.store(), other(victim.store(), chance)));
        pause(hold);
      }
      case ONE_CLOSED -> {
        victim.close();
        pause(hold);
        setClock(victim, chance);
        victim.start();
      }
      case NODE_KILLED -> {
        victim.kill();
        victim.start();
      }
      case REDIS_KILLED -> victim.killRedis();
    }
    group.heal();
    if (chance.nextBoolean()) {
      group.awaitTalking();
      journal.note("all talk");
    }
  }

  private void level(ProcessGroup group) {
    group.heal();
    group.awaitTalking();
    group.awaitEqual(PATIENCE);
    journal.note("level");
  }

  private void setClock(NodeProcess node, Random chance) {
    Duration ahead = CLOCKS.get(chance.nextInt(CLOCKS.size()));
    journal.note("clock of %s off by %s".formatted(node.store(), ahead));
    node.ahead(ahead);
  }

  private static String other(String store, Random chance) {
    List<String> others = STORES.stream().filter(each -> !each.equals(store)).toList();
    return others.get(chance.nextInt(others.size()));
  }

  private static String text(List<Fault> faults) {
    return faults.stream().map(Fault::toString).collect(Collectors.joining("\n"));
  }

  private static long left(long end) {
    return Math.max(1, Duration.ofNanos(end - System.nanoTime()).toMillis());
  }

  private static void pause(long millis) {
    LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
  }
}
