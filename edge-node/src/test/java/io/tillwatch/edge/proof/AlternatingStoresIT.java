package io.tillwatch.edge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.proof.HistoryChecker.Fault;
import io.tillwatch.edge.proof.StoreStaff.Article;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two stores that know the same, then open in turn, never both. Longer, by the shipped rules:
 * {@code -Dtillwatch.refunds.cutSeconds=65}.
 */
@Tag("proof")
class AlternatingStoresIT {
  private static final Duration ALONE =
      Duration.ofSeconds(Long.getLong("tillwatch.refunds.cutSeconds", 0));
  private static final int STALE_MINUTES = ALONE.compareTo(Duration.ofMinutes(1)) > 0 ? 1 : 0;
  private static final List<String> STORES = List.of("store-a", "store-b");
  private static final StandInLimits BUDGET = new StandInLimits(20_000, 10, 5_000);
  private static final int SALES = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HistoryChecker checker = new HistoryChecker();

  @Test
  void paysWithinTheBudgetsAndFindsEveryDoubleRefundOnceBothAreOpen(@TempDir Path dir) {
    GroupOptions options = GroupOptions.direct().with(BUDGET).staleAfterMinutes(STALE_MINUTES);
    try (ProcessGroup group = new ProcessGroup(dir, STORES, options).start()) {
      List<StoreStaff> desks =
          group.nodes().stream().map(node -> new StoreStaff(node, checker, PATIENCE)).toList();
      List<String> receipts = new ArrayList<>();
      desks.forEach(desk -> receipts.addAll(sell(desk)));
      group.awaitEqual(PATIENCE);

      desks.get(1).node().close();
      askForAll(desks.get(0), receipts);
      desks.get(0).node().close();
      desks.get(1).node().start();
      askForAll(desks.get(1), receipts);
      desks.get(0).node().start();
      group.awaitTalking();

      List<Fault> faults = checker.judge(group);

      System.out.printf(
          "AlternatingStoresIT: %d receipts asked for in each store, alone for %d s; %d acknowledged, %d"
              + " faults%n",
          receipts.size(), ALONE.toSeconds(), checker.count(), faults.size());
      assertThat(faults).isEmpty();
    }
  }

  private static void askForAll(StoreStaff open, List<String> receipts) {
    LockSupport.parkNanos(ALONE.plusSeconds(1).toNanos());
    // the other cannot know of these before both are open again
    receipts.addAll(sell(open));
    receipts.forEach(receipt -> assertThat(open.takeBack(receipt, Article.SHIRT_001)).isPresent());
  }

  private static List<String> sell(StoreStaff desk) {
    List<String> receipts = new ArrayList<>();
    for (int i = 0; i < SALES; i++) {
      receipts.add(desk.sell(Article.SHIRT_001, 1).orElseThrow().receipt());
    }
    return receipts;
  }
}
