package io.tillwatch.edge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.SignedOp;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.protocol.Push;
import io.tillwatch.edge.bus.StoreChannels;
import io.tillwatch.edge.proof.HistoryChecker.Fault;
import io.tillwatch.edge.proof.HistoryChecker.Kind;
import io.tillwatch.edge.proof.Till.Answer;
import io.tillwatch.edge.support.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The judgement that the other runs of this package rely on, against builds with a check taken out:
 * it turns red there, and only there.
 */
@Tag("proof")
class BrokenBuildIT {
  private static final List<String> STORES = List.of("store-a", "store-b");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int SALES = 10;
  private static final int RACES = 10;

  /** Of so many at least one is a tie, also on a machine that has other work. */
  private static final int RACES_UNTIL_A_TIE = 5 * RACES;

  private final HistoryChecker checker = new HistoryChecker();

  @ParameterizedTest(name = "gap check on: {0}")
  @ValueSource(booleans = {true, false})
  void turnsRedWhereTheGapCheckIsOffAndALaterOpArrivesFirst(boolean sound, @TempDir Path dir)
      throws IOException {
    try (ProcessGroup group = new ProcessGroup(dir, STORES, GroupOptions.cuttable())) {
      if (!sound) {
        without(group, dir, "apply.lua", "elseif op.after ~= position then", "elseif false then");
      }
      group.start();
      Till a = group.node("store-a").till();
      sell(a, 0);
      group.awaitEqual(PATIENCE);
      Position known = Position.parse(a.positions().get("store-a"));
      group.cut();
      IntStream.rangeClosed(1, SALES).forEach(i -> sell(a, i));

      // the last three overtake the others on their way
      List<SignedOp> ops = new LogPuller(group.node("store-a")).ops("store-a", known);
      List<SignedOp> last = ops.subList(ops.size() - 3, ops.size());
      new PeerFrames(group.node("store-b"), "store-a")
          .ask(StoreChannels.PUSH, new Push(new StoreId("store-a"), last));
      group.heal();
      group.awaitEqual(PATIENCE);

      Set<Kind> found = kinds(group);
      if (sound) {
        assertThat(found).isEmpty();
      } else {
        assertThat(found).contains(Kind.LOST, Kind.CHAIN_BROKEN, Kind.DIVERGED);
      }
    }
  }

  @ParameterizedTest(name = "right checked: {0}")
  @ValueSource(booleans = {true, false})
  void turnsRedWhereNobodyChecksTheRightAndTwoStoresRefundAtOnce(boolean sound, @TempDir Path dir)
      throws IOException {
    try (ProcessGroup group = new ProcessGroup(dir, STORES, GroupOptions.direct())) {
      if (!sound) {
        without(
            group, dir, "commit.lua", "if right.checked and left[place] < 0 then", "if false then");
      }
      group.start();
      Till a = group.node("store-a").till();
      Till b = group.node("store-b").till();
      int races = sound ? RACES : RACES_UNTIL_A_TIE;
      for (int race = 0; race < races; race++) {
        Answer sold = sell(a, race);
        Await.until("B knows the receipt", PATIENCE, () -> b.knows(sold.receipt()));
        String customer = customer(race);
        CompletableFuture<Void> atB =
            CompletableFuture.runAsync(() -> takeBack(b, customer, sold.receipt()));
        takeBack(a, customer, sold.receipt());
        atB.join();
      }
      group.awaitEqual(PATIENCE);

      Set<Kind> found = kinds(group);
      if (sound) {
        assertThat(found).isEmpty();
      } else {
        assertThat(found).contains(Kind.OVER_REFUNDED);
      }
    }
  }

  /** Takes a check out of a script: in front of the build, as every node of the group finds it. */
  private static void without(
      ProcessGroup group, Path dir, String script, String check, String instead)
      throws IOException {
    Path build = dir.resolve("broken");
    Path file = Files.createDirectories(build.resolve("lua")).resolve(script);
    try (var text = BrokenBuildIT.class.getResourceAsStream("/lua/" + script)) {
      String sound = new String(text.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(sound).as("the check that is taken out").containsOnlyOnce(check);
      Files.writeString(file, sound.replace(check, instead));
    }
    group.nodes().forEach(node -> node.replacing(build));
  }

  private Set<Kind> kinds(ProcessGroup group) {
    List<Fault> faults = checker.judge(group);
    return faults.stream()
        .map(Fault::kind)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Kind.class)));
  }

  private Answer sell(Till till, int nth) {
    long since = System.nanoTime();
    Answer answer = till.sell("key-" + customer(nth), customer(nth)).orElseThrow();
    assertThat(answer.status()).as("%s", answer).isEqualTo(201);
    checker.acknowledged(till.store(), customer(nth), answer.transactionId());
    checker.tills().told(since, answer.body());
    return answer;
  }

  private void takeBack(Till till, String customer, String receipt) {
    long since = System.nanoTime();
    Answer answer =
        till.takeBack("back-" + till.store() + customer, customer, receipt).orElseThrow();
    assertThat(answer.status()).as("%s", answer).isEqualTo(201);
    checker.tills().told(since, answer.body());
  }

  private static String customer(int nth) {
    return "CU-" + nth;
  }
}
