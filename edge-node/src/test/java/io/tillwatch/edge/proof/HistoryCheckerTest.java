package io.tillwatch.edge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.edge.proof.HistoryChecker.Fault;
import io.tillwatch.edge.proof.HistoryChecker.Kind;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        new StoreHistory(
            "store-b",
            store("store-b", "tx-1", "tx-2").transactions(),
            List.of(),
            Map.of(),
            whole.logs());

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
  void turnsRedOnARefundThatATillWasToldIsPaidAndThatAStoreListsAsRefused() {
    checker.tills().told(0, back("COMPLETED", 2999));

    assertThat(judge(with(back("BLOCKED", 0)))).containsOnly(Kind.NOT_PAID);
    assertThat(judge(with(back("COMPLETED", 2999)))).doesNotContain(Kind.NOT_PAID);
  }

  @Test
  void turnsRedOnARefundOfAnotherSumThanTheTillWasTold() {
    checker.tills().told(0, back("COMPLETED", 2999));

    assertThat(judge(with(back("COMPLETED", 1)))).contains(Kind.NOT_PAID);
  }

  @Test
  void turnsRedOnAnApprovalThatAReviewerWasToldOfAndThatIsNotThere() {
    checker.tills().told(0, back("HELD", 0));
    checker.tills().approved("tx-5", 1);

    assertThat(judge(with(back("HELD", 0)))).contains(Kind.NOT_PAID);
  }

  @Test
  void turnsRedOnARefundThatTwoLanesPayOut() {
    checker.tills().told(0, back("HELD", 0));
    checker.tills().paidOut("tx-5");
    assertThat(judge(with(back("COMPLETED", 2999)))).doesNotContain(Kind.DOUBLED);

    checker.tills().paidOut("tx-5");
    assertThat(judge(with(back("COMPLETED", 2999)))).contains(Kind.DOUBLED);
  }

  @Test
  void turnsRedOnStoresThatListAnotherStatusOfOneReturn() {
    assertThat(judge(with(back("COMPLETED", 2999)), with(back("BLOCKED", 0))))
        .contains(Kind.DIVERGED);
  }

  private static JsonNode back(String status, long refundMinor) {
    try {
      return new ObjectMapper()
          .readTree(
              """
              {"transaction":{"id":"tx-5","type":"RETURN","storeId":"store-a","status":"%s",
               "lines":[{"sku":"SHIRT_001","quantity":1,"unitPriceMinor":2999}]},"refundMinor":%d}
              """
                  .formatted(status, refundMinor));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static StoreHistory with(JsonNode item) {
    StoreHistory sound = store("store-a", "tx-1", "tx-2", "tx-3");
    return new StoreHistory(
        sound.store(),
        sound.transactions(),
        List.of(ApiTransaction.of(item)),
        sound.findings(),
        sound.logs());
  }

  private List<Kind> judge(StoreHistory... stores) {
    Reachability contact = new Reachability(Set.of("store-a", "store-b"));
    return checker.judge(List.of(stores), contact, StandInLimits.DEFAULT).stream()
        .map(Fault::kind)
        .distinct()
        .toList();
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
    return new StoreHistory(id, listed, List.of(), Map.of(), new TreeMap<>(Map.of("store-a", log)));
  }

  private static Position at(long seq) {
    return new Position(1, seq);
  }
}
