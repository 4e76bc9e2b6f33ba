package io.tillwatch.edge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.proof.HistoryChecker.Fault;
import io.tillwatch.edge.proof.HistoryChecker.Kind;
import io.tillwatch.edge.replication.model.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HistoryCheckerTest {
  private final HistoryChecker checker = new HistoryChecker();

  @BeforeEach
  void acknowledgeThreeSales() {
    checker.acknowledged("store-a", "CU-1", "tx-1");
    checker.acknowledged("store-a", "CU-2", "tx-2");
    checker.acknowledged("store-a", "CU-3", "tx-3");
  }

  @Test
  void findsNothingInASoundHistory() {
    assertThat(
            judge(
                store("store-a", "tx-1", "tx-2", "tx-3"), store("store-b", "tx-1", "tx-2", "tx-3")))
        .isEmpty();
  }

  @Test
  void acceptsATransactionWhoseAnswerGotLost() {
    assertThat(
            judge(
                store("store-a", "tx-1", "tx-2", "tx-3", "tx-4"),
                store("store-b", "tx-1", "tx-2", "tx-3", "tx-4")))
        .isEmpty();
  }

  @Test
  void turnsRedOnALostTransaction() {
    assertThat(judge(store("store-a", "tx-1", "tx-2"), store("store-b", "tx-1", "tx-2")))
        .contains(Kind.LOST)
        .doesNotContain(Kind.DIVERGED);
  }

  @Test
  void turnsRedOnATransactionThatOnlyTheLogHas() {
    StoreHistory whole = store("store-a", "tx-1", "tx-2", "tx-3");
    StoreHistory unlisted =
        new StoreHistory("store-b", store("store-b", "tx-1", "tx-2").transactions(), whole.logs());

    assertThat(judge(whole, unlisted)).contains(Kind.LOST, Kind.DIVERGED);
  }

  @Test
  void turnsRedOnADoubledTransaction() {
    StoreHistory doubled = store("store-a", "tx-1", "tx-2", "tx-3", "tx-3b");
    doubled.transactions().remove("CU-3b");
    doubled.transactions().put("CU-3", List.of("tx-3", "tx-3b"));

    assertThat(judge(doubled, doubled)).containsOnly(Kind.DOUBLED);
  }

  @Test
  void turnsRedOnAFactThatIsLoggedTwice() {
    StoreHistory twice = store("store-a", "tx-1", "tx-2", "tx-3", "tx-3");

    assertThat(judge(twice, twice)).contains(Kind.DOUBLED);
  }

  @Test
  void turnsRedOnDivergedStores() {
    assertThat(
            judge(
                store("store-a", "tx-1", "tx-2", "tx-3"), store("store-b", "tx-2", "tx-1", "tx-3")))
        .containsOnly(Kind.DIVERGED);
  }

  @Test
  void turnsRedOnAReusedPlaceInTheLog() {
    StoreHistory reused = store("store-a", "tx-1", "tx-2", "tx-3");
    List<LogEntry> log = reused.logs().get("store-a");
    log.set(2, new LogEntry(at(2), at(1), "hash-tx-1", "hash-tx-3", "SALE", "tx-3", "{}"));

    assertThat(judge(reused, reused)).contains(Kind.SEQUENCE_REUSED, Kind.CHAIN_BROKEN);
  }

  @Test
  void turnsRedOnAGapInTheLog() {
    StoreHistory gap = store("store-a", "tx-1", "tx-2", "tx-3", "tx-4");
    gap.logs().get("store-a").remove(2);
    checker.acknowledged("store-a", "CU-4", "tx-4");

    assertThat(judge(gap, gap)).contains(Kind.LOST, Kind.CHAIN_BROKEN);
  }

  @Test
  void turnsRedOnARequestWithTwoAnswers() {
    checker.acknowledged("store-a", "CU-1", "tx-9");

    assertThat(judge(store("store-a", "tx-9", "tx-2", "tx-3"))).contains(Kind.ANSWER_CHANGED);
  }

  @Test
  void acceptsOneRefundOfWhatWasSold() {
    assertThat(judge(books(sale("R-1"), back("tx-5", "R-1", "COMPLETED", false)))).isEmpty();
  }

  @Test
  void doesNotCountWhatWasHeldDeclinedOrBlocked() {
    assertThat(
            judge(
                books(
                    sale("R-1"),
                    back("tx-5", "R-1", "COMPLETED", false),
                    back("tx-6", "R-1", "BLOCKED", false),
                    back("tx-7", "R-1", "HELD", false),
                    decision("tx-7", false))))
        .isEmpty();
  }

  @Test
  void turnsRedOnTwoRefundsOfOneUnit() {
    assertThat(
            judge(
                books(
                    sale("R-1"),
                    back("tx-5", "R-1", "COMPLETED", false),
                    back("tx-6", "R-1", "COMPLETED", false))))
        .containsOnly(Kind.OVER_REFUNDED, Kind.UNREPORTED);
  }

  @Test
  void turnsRedOnAnApprovalBesideARefund() {
    assertThat(
            judge(
                books(
                    sale("R-1"),
                    back("tx-5", "R-1", "COMPLETED", false),
                    back("tx-6", "R-1", "HELD", false),
                    decision("tx-6", true),
                    finding("R-1"))))
        .containsOnly(Kind.OVER_REFUNDED);
  }

  @Test
  void acceptsAReportedRefundOnAStoresOwnWordAndTurnsRedOnAnUnreportedOne() {
    StoreHistory reported =
        books(
            sale("R-1"),
            back("tx-5", "R-1", "COMPLETED", false),
            back("tx-6", "R-1", "COMPLETED", true),
            finding("R-1"));
    StoreHistory unreported =
        books(
            sale("R-1"),
            back("tx-5", "R-1", "COMPLETED", false),
            back("tx-6", "R-1", "COMPLETED", true));

    assertThat(judge(reported)).isEmpty();
    assertThat(judge(unreported)).containsOnly(Kind.UNREPORTED);
  }

  @Test
  void turnsRedOnARefundThatATillWasToldIsPaid() {
    checker.paid("tx-5");

    assertThat(judge(books(sale("R-1"), back("tx-5", "R-1", "BLOCKED", false))))
        .containsOnly(Kind.NOT_PAID);
  }

  private record Fact(String kind, String id, String body) {}

  private static Fact sale(String receipt) {
    return new Fact(
        "SALE",
        "sale-" + receipt,
        "{\"sale\":{\"receiptNumber\":\"%s\",\"lines\":[{\"quantity\":1}]}}".formatted(receipt));
  }

  private static Fact back(String id, String receipt, String status, boolean standIn) {
    return new Fact(
        "RETURN",
        id,
        """
        {"refund":{"receiptNumber":"%s"},"status":"%s","standIn":%s,"taken":[{"line":0,"units":1}]}
        """
            .formatted(receipt, status, standIn));
  }

  private static Fact decision(String of, boolean approve) {
    return new Fact("DECISION", "d-" + of, "{\"of\":\"%s\",\"approve\":%s}".formatted(of, approve));
  }

  private static Fact finding(String receipt) {
    return new Fact(
        "FINDING", "f-" + receipt, "{\"receipt\":\"%s\",\"line\":0}".formatted(receipt));
  }

  /** A sound store whose log goes on with these facts. */
  private static StoreHistory books(Fact... facts) {
    StoreHistory sound = store("store-a", "tx-1", "tx-2", "tx-3");
    List<LogEntry> log = sound.logs().get("store-a");
    for (Fact fact : facts) {
      LogEntry last = log.get(log.size() - 1);
      log.add(
          new LogEntry(
              at(log.size() + 1),
              last.position(),
              last.hash(),
              "hash-" + fact.id(),
              fact.kind(),
              fact.id(),
              fact.body()));
    }
    return sound;
  }

  private List<Kind> judge(StoreHistory... stores) {
    return checker.judge(List.of(stores)).stream().map(Fault::kind).distinct().toList();
  }

  /** A store that lists these transactions, all out of the log of store A. */
  private static StoreHistory store(String id, String... transactions) {
    Map<String, List<String>> listed = new TreeMap<>();
    List<LogEntry> log = new ArrayList<>();
    String previous = "";
    for (int i = 0; i < transactions.length; i++) {
      String fact = transactions[i];
      listed.put("CU-" + fact.substring("tx-".length()), List.of(fact));
      log.add(new LogEntry(at(i + 1), at(i), previous, "hash-" + fact, "SALE", fact, "{}"));
      previous = "hash-" + fact;
    }
    return new StoreHistory(id, listed, new TreeMap<>(Map.of("store-a", log)));
  }

  private static Position at(long seq) {
    return new Position(1, seq);
  }
}
