package io.tillwatch.edge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.proof.HistoryChecker.Fault;
import io.tillwatch.edge.proof.StoreStaff.Article;
import io.tillwatch.edge.proof.Till.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Receipts that the asked store has not heard of, while a third store of the chain is closed, so
 * that nobody can say that there are none: a slow line, then a cut. Longer, by the shipped rules:
 * {@code -Dtillwatch.refunds.cutSeconds=65}.
 */
@Tag("proof")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UnreplicatedSaleIT {
  /** A cut of this length makes a store stale: the rules' minute where that is waited for. */
  private static final Duration CUT =
      Duration.ofSeconds(Long.getLong("tillwatch.refunds.cutSeconds", 0));

  private static final int STALE_MINUTES = CUT.compareTo(Duration.ofMinutes(1)) > 0 ? 1 : 0;
  private static final Duration ON_THE_WAY = Duration.ofMillis(200);
  private static final int RECEIPTS = 15;
  private static final StandInLimits BUDGET = new StandInLimits(20_000, 10, 5_000);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HistoryChecker checker = new HistoryChecker();
  private ProcessGroup group;
  private StoreStaff a;
  private StoreStaff b;

  @BeforeAll
  void start(@TempDir Path dir) {
    group =
        new ProcessGroup(
                dir,
                List.of("store-a", "store-b", "store-c"),
                GroupOptions.cuttable().with(BUDGET).staleAfterMinutes(STALE_MINUTES))
            .start(List.of("store-a", "store-b"));
    a = new StoreStaff(group.node("store-a"), checker, PATIENCE);
    b = new StoreStaff(group.node("store-b"), checker, PATIENCE);
  }

  @AfterAll
  void stop() {
    group.close();
  }

  @Test
  @Order(1)
  void refundsAReceiptOnceThatIsAskedForInTwoStoresBeforeItsSaleArrives() {
    group.late(ON_THE_WAY);
    List<List<Answer>> races = new ArrayList<>();
    for (int i = 0; i < RECEIPTS; i++) {
      String receipt = sell(a);
      CompletableFuture<Answer> atB = CompletableFuture.supplyAsync(() -> takeBack(b, receipt));
      races.add(List.of(takeBack(a, receipt), atB.join()));
    }
    group.late(Duration.ZERO);

    List<Fault> faults = checker.judge(group);

    System.out.printf(
        "UnreplicatedSaleIT: %d receipts asked for in two stores at once, %d paid, %d faults%n",
        RECEIPTS, paid(races.stream().flatMap(List::stream)), faults.size());
    assertThat(faults).isEmpty();
    assertThat(races).allSatisfy(race -> assertThat(paid(race.stream())).isEqualTo(1));
  }

  @Test
  @Order(2)
  void paysUnheardReceiptsWithinTheBudgetInACutAndReportsEachThatWasPaidTwice() {
    group.cut();
    LockSupport.parkNanos(CUT.plusSeconds(1).toNanos());
    List<Answer> all = new ArrayList<>();
    for (int i = 0; i < RECEIPTS; i++) {
      all.addAll(askBoth(sell(a), b, a));
      all.addAll(askBoth(sell(b), a, b));
    }
    group.heal();
    group.awaitTalking();
    group.awaitEqual(PATIENCE);
    List<Fault> before = checker.judge(group);
    long paid = paid(all.stream());

    // whatever still waits for a reviewer has nothing left to be paid
    for (Answer held : all) {
      if (held.transactionStatus().equals("HELD")) {
        (held.body().path("transaction").path("storeId").asText().equals(a.store()) ? b : a)
            .approve(held.transactionId());
      }
    }
    List<Fault> after = checker.judge(group);

    System.out.printf(
        "UnreplicatedSaleIT: %d receipts in a cut of %d s, %d paid, %d faults; after approvals %d%n",
        2 * RECEIPTS, CUT.toSeconds(), paid, before.size(), after.size());
    assertThat(before).isEmpty();
    assertThat(after).isEmpty();
  }

  /** Asks away from home, then at home. */
  private static List<Answer> askBoth(String receipt, StoreStaff away, StoreStaff home) {
    return List.of(takeBack(away, receipt), takeBack(home, receipt));
  }

  private static String sell(StoreStaff desk) {
    return desk.sell(Article.SHIRT_001, 1).orElseThrow().receipt();
  }

  private static Answer takeBack(StoreStaff desk, String receipt) {
    Answer answer = desk.takeBack(receipt, Article.SHIRT_001).orElseThrow();
    assertThat(answer.status()).as("%s", answer).isEqualTo(201);
    return answer;
  }

  private static long paid(Stream<Answer> answers) {
    return answers.filter(answer -> answer.transactionStatus().equals("COMPLETED")).count();
  }
}
