package io.tillwatch.core.fraud.scoring;

import static io.tillwatch.core.fraud.scoring.Shop.NOON;
import static io.tillwatch.core.fraud.scoring.Shop.judge;
import static io.tillwatch.core.fraud.scoring.Shop.refund;
import static io.tillwatch.core.fraud.scoring.Shop.sale;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.fraud.ReasonCode;
import io.tillwatch.core.fraud.RuleFinding;
import io.tillwatch.core.fraud.history.FraudHistory;
import io.tillwatch.core.fraud.history.ReceivedAt;
import io.tillwatch.core.oplog.HybridClock;
import io.tillwatch.core.retail.HeldDecision;
import io.tillwatch.core.retail.ListEntry;
import io.tillwatch.core.retail.Return;
import io.tillwatch.core.retail.SaleVoid;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What facts of stores do whose clocks are years off. */
class WrongClockTest {
  private static final Duration YEARS = Duration.ofDays(1500);

  private final FraudHistory history = Shop.history(Shop.CONTEXT);

  private static Instant day(int days) {
    return NOON.plus(Duration.ofDays(days));
  }

  private static ReceivedAt told(Instant arrived, long order) {
    return new ReceivedAt(arrived.toEpochMilli(), HybridClock.stamp(NOON.toEpochMilli()) + order);
  }

  @Test
  void ofTwoEntriesOfAListTheLaterWrittenHoldsThoughItsClockIsBehind() {
    history.learn(sale("r1").done(), Decision.APPROVE);
    history.learn(listing("l1", ListEntry.Kind.BLOCK, day(1)), told(day(1), 1));
    history.learn(
        listing("l2", ListEntry.Kind.ALLOW, day(2).minus(Duration.ofDays(300))), told(day(2), 2));

    assertThat(judge(history, refund("e1", "r1").face(0.8).done()).names(ReasonCode.LISTED))
        .isFalse();

    history.learn(
        listing("l3", ListEntry.Kind.BLOCK, day(3).minus(Duration.ofDays(300))), told(day(3), 3));

    assertThat(judge(history, refund("e1", "r1").face(0.8).done()).names(ReasonCode.LISTED))
        .isTrue();
  }

  @Test
  void theLaterSettlementHoldsThoughItsClockIsBehind() {
    history.learn(sale("r1").done(), Decision.APPROVE);
    history.learn(refund("e1", "r1").done(), Decision.REVIEW);
    history.learn(new HeldDecision("d1", day(1), "A", "e1", true, null, "r"), told(day(1), 1));
    history.learn(
        new HeldDecision("d2", day(2).minus(Duration.ofDays(300)), "B", "e1", false, null, "r"),
        told(day(2), 2));

    assertThat(judge(history, refund("e2", "r1").at(day(6)).face(0.8).done()).decision())
        .isEqualTo(Decision.APPROVE);
  }

  @Test
  void aUseOfTheCardThatAWrongClockPutsBesideThisOneIsNoTravel() {
    history.learn(sale("r1").done(), Decision.APPROVE);
    Return now = refund("e1", "r1").in("Z").face(0.8).done();
    // two years ago by all that is known of it, a minute ago in another town by its store's clock
    history.learn(
        sale("far").at(now.at().minusSeconds(60)).done(),
        Decision.APPROVE,
        now.at().minus(Duration.ofDays(600)).toEpochMilli());

    assertThat(judge(history, now).names(ReasonCode.IMPOSSIBLE_TRAVEL)).isFalse();
  }

  @Test
  void aVoidIsNotBeforeARefundBecauseItsClockIsYearsBehind() {
    history.learn(sale("r1").done(), Decision.APPROVE);
    history.learn(refund("e1", "r1").at(day(5)).face(0.8).done(), Decision.APPROVE);
    SaleVoid later = new SaleVoid("v1", day(6).minus(YEARS), "A", "r1", "C-1");

    history.learn(later, told(day(6), 1));

    assertThat(RetroactiveCheck.after(later, history.seenBy("A", day(6)), Rules.standard()))
        .isEmpty();
  }

  @Test
  void aVoidIsBeforeARefundThoughItsClockIsYearsAhead() {
    history.learn(sale("r1").done(), Decision.APPROVE);
    SaleVoid first = new SaleVoid("v1", day(1).plus(YEARS), "A", "r1", "C-1");
    history.learn(first, told(day(1), 1));
    history.learn(refund("e1", "r1").at(day(5)).face(0.8).done(), Decision.APPROVE);

    assertThat(RetroactiveCheck.after(first, history.seenBy("A", day(6)), Rules.standard()))
        .extracting(RuleFinding::of)
        .contains("e1");
  }

  private static ListEntry listing(String id, ListEntry.Kind kind, Instant at) {
    return ListEntry.builder()
        .id(id)
        .at(at)
        .storeId("B")
        .list(kind)
        .customerId("ann")
        .reason("r")
        .by("boss")
        .build();
  }
}
