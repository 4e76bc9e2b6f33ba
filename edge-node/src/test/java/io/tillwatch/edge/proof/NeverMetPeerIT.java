package io.tillwatch.edge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.proof.StoreStaff.Article;
import io.tillwatch.edge.proof.Till.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that never met the other one that its conf names. */
@Tag("proof")
class NeverMetPeerIT {
  private static final int RECEIPTS = 15;
  private static final StandInLimits BUDGET = new StandInLimits(20_000, 10, 5_000);
  private static final int WITHIN_BUDGET = 6;

  private final HistoryChecker checker = new HistoryChecker();

  @Test
  void paysInventedReceiptsWithinTheBudgetAndHoldsTheRest(@TempDir Path dir) {
    ProcessGroup prepared =
        new ProcessGroup(dir, List.of("store-a", "store-b"), GroupOptions.direct().with(BUDGET));
    try (ProcessGroup group = prepared.start(List.of("store-a"))) {
      StoreStaff a = new StoreStaff(group.node("store-a"), checker, Duration.ofSeconds(30));

      Map<String, Long> answers =
          IntStream.range(0, RECEIPTS)
              .mapToObj(i -> a.takeBack("B-1QK7R2M4C%02d-T3F".formatted(i), Article.SHIRT_001))
              .map(answer -> answer.map(Answer::transactionStatus).orElse("none"))
              .collect(Collectors.groupingBy(status -> status, Collectors.counting()));

      System.out.println("NeverMetPeerIT: 15 invented receipts " + answers);
      assertThat(checker.judge(group)).isEmpty();
      assertThat(answers)
          .isEqualTo(
              Map.of("COMPLETED", (long) WITHIN_BUDGET, "HELD", (long) RECEIPTS - WITHIN_BUDGET));
    }
  }
}
