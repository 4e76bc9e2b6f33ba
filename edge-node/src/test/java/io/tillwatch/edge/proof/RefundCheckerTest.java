package io.tillwatch.edge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.proof.HistoryChecker.Fault;
import io.tillwatch.edge.proof.HistoryChecker.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RefundCheckerTest {
  private static final String A = "store-a";
  private static final String B = "store-b";
  private static final String C = "store-c";
  private static final String SHIRT = "SHIRT_001";
  private static final long PRICE = 2_999;

  private final Reachability contact = new Reachability(Set.of(A, B, C), () -> at(now()));
  private final List<ApiTransaction> listed = new ArrayList<>();
  private final Map<String, TillAnswer> told = new HashMap<>();
  private final Map<String, Long> findings = new HashMap<>();
  private int seconds;

  @Test
  void acceptsOneRefundOfWhatWasSold() {
    sale("A-1");
    paid("tx-1", B, "A-1");

    assertThat(judge()).isEmpty();
  }

  @Test
  void acceptsTwoRefundsOfTwoUnits() {
    listed.add(sale("A-1", 2));
    paid("tx-1", A, "A-1");
    paid("tx-2", B, "A-1");

    assertThat(judge()).isEmpty();
  }

  @Test
  void countsNothingThatWasHeldDeclinedOrBlocked() {
    sale("A-1");
    paid("tx-1", A, "A-1");
    listed.add(back("tx-2", A, "A-1", "BLOCKED", 0));
    listed.add(back("tx-3", B, "A-1", "HELD", 0));

    assertThat(judge()).isEmpty();
  }

  @Test
  void turnsRedOnTwoRefundsOfOneUnitWhileTheStoresCouldTalk() {
    sale("A-1");
    paid("tx-1", A, "A-1");
    paid("tx-2", B, "A-1");

    assertThat(judge()).contains(Kind.OVER_REFUNDED, Kind.UNREPORTED);
  }

  @Test
  void turnsRedOnTwoRefundsUnderTwoSpellingsOfOneNumber() {
    sale("A-1QK7R0M4C9X-T1F");
    paid("tx-1", A, "A-1QK7R0M4C9X-T1F");
    paid("tx-2", B, "]C1a1qk7rO m4c9xＴlf");

    assertThat(judge()).contains(Kind.OVER_REFUNDED);
  }

  @Test
  void turnsRedOnMoreMoneyThanWasPaidForTheUnits() {
    sale("A-1");
    told("tx-1", B, "A-1", "COMPLETED", PRICE + 1);

    assertThat(judge()).contains(Kind.OVER_REFUNDED, Kind.UNREPORTED);
  }

  @Test
  void turnsRedOnARefundThatOnlyTheTillWasToldOf() {
    sale("A-1");
    paid("tx-1", A, "A-1");
    told("tx-2", B, "A-1", "COMPLETED", PRICE);

    assertThat(judge()).contains(Kind.OVER_REFUNDED);
  }

  @Test
  void acceptsAReportedRefundInACut() {
    sale("A-1");
    paid("tx-1", A, "A-1");
    alone();
    paid("tx-2", B, "A-1");
    findings.put("A1", PRICE);

    assertThat(judge()).isEmpty();
  }

  @Test
  void turnsRedOnARefundInACutThatNobodyReports() {
    sale("A-1");
    paid("tx-1", A, "A-1");
    alone();
    paid("tx-2", B, "A-1");

    assertThat(judge()).containsOnly(Kind.UNREPORTED);
  }

  @Test
  void turnsRedOnAFindingOfAnotherSumThanWasPaidTooMuch() {
    sale("A-1");
    alone();
    paid("tx-1", A, "A-1");
    paid("tx-2", B, "A-1");
    paid("tx-3", C, "A-1");
    findings.put("A1", PRICE);

    assertThat(judge()).containsOnly(Kind.MISREPORTED);
  }

  @Test
  void turnsRedOnAFindingWhereNothingWasPaidTwice() {
    sale("A-1");
    paid("tx-1", A, "A-1");
    findings.put("A1", PRICE);

    assertThat(judge()).containsOnly(Kind.MISREPORTED);
  }

  @Test
  void turnsRedOnAHeldReturnThatIsPaidAlthoughItsGoodsWere() {
    sale("A-1");
    paid("tx-1", A, "A-1");
    told("tx-2", B, "A-1", "HELD", 0);
    listed.add(back("tx-2", B, "A-1", "COMPLETED", PRICE));
    findings.put("A1", PRICE);

    assertThat(judge()).containsOnly(Kind.OVER_REFUNDED);
  }

  @Test
  void turnsRedOnAnApprovalAfterAStandInThatTheStoreHadHeardOf() {
    sale("A-1");
    told("tx-1", B, "A-1", "HELD", 0);
    alone();
    paid("tx-2", C, "A-1");
    together();
    seconds += 10;
    approved("tx-1", B, "A-1");
    findings.put("A1", PRICE);

    assertThat(judge()).containsOnly(Kind.OVER_REFUNDED);
  }

  @Test
  void acceptsAnApprovalBesideAStandInThatTheStoreCannotHaveHeardOf() {
    sale("A-1");
    told("tx-1", B, "A-1", "HELD", 0);
    alone();
    paid("tx-2", C, "A-1");
    approved("tx-1", B, "A-1");
    findings.put("A1", PRICE);

    assertThat(judge()).isEmpty();
  }

  @Test
  void turnsRedOnAStoreThatPaysTwiceByItselfInACut() {
    sale("A-1");
    alone();
    paid("tx-1", B, "A-1");
    paid("tx-2", B, "A-1");
    findings.put("A1", PRICE);

    assertThat(judge()).containsOnly(Kind.OVER_REFUNDED);
  }

  @Test
  void turnsRedOnMoreThanTheBudgetInACutAndCountsAnewOnceTheyHaveTalked() {
    for (int i = 0; i < 5; i++) {
      sale("A-" + i);
    }
    alone();
    paid("tx-0", B, "A-0");
    paid("tx-1", B, "A-1");
    paid("tx-2", B, "A-2");
    together();
    alone();
    paid("tx-3", B, "A-3");
    assertThat(judge()).isEmpty();

    paid("tx-4", B, "A-4");
    paid("tx-5", B, "A-5");
    paid("tx-6", B, "A-6");

    assertThat(judge()).containsOnly(Kind.BEYOND_BUDGET);
  }

  @Test
  void doesNotTakeAStoreForAloneWhileThatWhichSoldMayBeBackAlready() {
    for (int i = 0; i < 5; i++) {
      sale("A-" + i);
    }
    contact.doubt(A);
    seconds += 2;
    for (int i = 0; i < 5; i++) {
      paid("tx-" + i, B, "A-" + i);
    }

    assertThat(judge()).isEmpty();
  }

  @Test
  void countsNoRepetitionInACutOfWhatWasHeldWhileAllCouldTalk() {
    for (int i = 0; i < 5; i++) {
      sale("A-" + i);
      told("held-" + i, B, "A-" + i, "HELD", 0);
    }
    alone();
    for (int i = 0; i < 5; i++) {
      paidAgain("tx-" + i, B, "A-" + i, "held-" + i);
    }

    assertThat(judge()).isEmpty();
  }

  @Test
  void turnsRedOnRepetitionsBeyondTheBudgetOfWhatWasHeldInTheCut() {
    alone();
    seconds += 2;
    for (int i = 0; i < 5; i++) {
      sale("A-" + i);
      told("held-" + i, B, "A-" + i, "HELD", 0);
      paidAgain("tx-" + i, B, "A-" + i, "held-" + i);
    }

    assertThat(judge()).containsOnly(Kind.BEYOND_BUDGET);
  }

  @Test
  void turnsRedOnARefundOfWhatNobodySoldWhileAllCouldTalkAndBeyondTheBudgetWhereNot() {
    paid("tx-1", B, "A-INVENTED");
    assertThat(judge()).contains(Kind.OVER_REFUNDED);

    told.clear();
    listed.clear();
    alone();
    paid("tx-1", B, "A-1");
    paid("tx-2", B, "A-2");
    paid("tx-3", B, "A-3");
    assertThat(judge()).isEmpty();

    paid("tx-4", B, "A-4");
    assertThat(judge()).containsOnly(Kind.BEYOND_BUDGET);
  }

  private Set<Kind> judge() {
    RefundBalance book = new RefundBalance(listed, List.of(), told);
    StandInLimits limits = new StandInLimits(3 * PRICE, 10, PRICE);
    return Set.copyOf(
        new RefundChecker(B, book, contact, limits)
            .judge(findings).stream().map(Fault::kind).toList());
  }

  private void alone() {
    contact.cut();
    seconds += 10;
  }

  private void together() {
    contact.heal();
    seconds += 1;
    contact.mending().forEach(contact::confirmed);
  }

  private void sale(String receipt) {
    listed.add(sale(receipt, 1));
  }

  private static ApiTransaction sale(String receipt, int units) {
    return new ApiTransaction(
        "sale-" + receipt,
        true,
        A,
        PrintedNumber.canonical(receipt),
        "",
        "COMPLETED",
        Map.of(SHIRT, units),
        Map.of(SHIRT, units * PRICE));
  }

  private static ApiTransaction back(
      String id, String store, String receipt, String status, long minor) {
    return back(id, store, receipt, "", status, minor);
  }

  private static ApiTransaction back(
      String id, String store, String receipt, String retryOf, String status, long minor) {
    return new ApiTransaction(
        id,
        false,
        store,
        PrintedNumber.canonical(receipt),
        retryOf,
        status,
        Map.of(SHIRT, 1),
        Map.of(SHIRT, minor));
  }

  private void paidAgain(String id, String store, String receipt, String retryOf) {
    paid(id, store, receipt);
    ApiTransaction answer = back(id, store, receipt, retryOf, "COMPLETED", PRICE);
    told.computeIfPresent(id, (same, was) -> new TillAnswer(answer, was.from(), was.to()));
    listed.set(listed.size() - 1, answer);
  }

  /** A till asked, and was told a second later. */
  private void told(String id, String store, String receipt, String status, long minor) {
    long from = at(now());
    seconds++;
    told.put(id, new TillAnswer(back(id, store, receipt, status, minor), from, at(now())));
  }

  private void paid(String id, String store, String receipt) {
    told(id, store, receipt, "COMPLETED", PRICE);
    listed.add(told.get(id).answer());
  }

  private void approved(String id, String store, String receipt) {
    long from = at(now());
    seconds++;
    told.computeIfPresent(id, (same, before) -> before.approved(from, at(now())));
    listed.add(back(id, store, receipt, "COMPLETED", PRICE));
  }

  private int now() {
    return seconds;
  }

  private static long at(int second) {
    return Duration.ofSeconds(second).toNanos();
  }
}
