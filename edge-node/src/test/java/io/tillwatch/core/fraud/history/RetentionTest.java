package io.tillwatch.core.fraud.history;

import static io.tillwatch.core.fraud.scoring.Shop.NOON;
import static io.tillwatch.core.fraud.scoring.Shop.judge;
import static io.tillwatch.core.fraud.scoring.Shop.line;
import static io.tillwatch.core.fraud.scoring.Shop.refund;
import static io.tillwatch.core.fraud.scoring.Shop.sale;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.fraud.Assessment;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.fraud.FraudStatus;
import io.tillwatch.core.fraud.Reason;
import io.tillwatch.core.fraud.scoring.Shop;
import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.Return;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What is remembered, for how long, and by whose clock. */
class RetentionTest {
  private static final Duration THREE_YEARS = Duration.ofDays(3 * 365);
  private static final Instant TODAY = NOON.plus(Duration.ofDays(5));

  private final FraudHistory history = Shop.history(Shop.CONTEXT);

  private void learnAt(Shop.SaleDraft sale, Instant arrived) {
    history.learn(sale.done(), Decision.APPROVE, arrived.toEpochMilli());
  }

  private boolean knows(String receipt) {
    return history.transaction("s-" + receipt) != null;
  }

  @Test
  void anEventAheadOfTimeMakesNobodyForget() {
    history.passes(TODAY);
    learnAt(sale("r1"), NOON);

    learnAt(sale("ahead").at(TODAY.plus(THREE_YEARS)), TODAY);
    history.passes(TODAY.plusSeconds(60));

    assertThat(knows("r1")).isTrue();
    assertThat(knows("ahead")).isTrue();
    assertThat(judge(history, refund("e1", "r1").face(0.8).done()).score()).isZero();
  }

  @Test
  void whatAClockBehindDatedIsKeptByItsArrival() {
    history.passes(TODAY);

    learnAt(sale("behind").at(NOON.minus(THREE_YEARS)), NOON);

    assertThat(judge(history, refund("e1", "behind").face(0.8).done()).decision())
        .isEqualTo(Decision.APPROVE);
    history.passes(NOON.plus(Duration.ofDays(729)));
    assertThat(knows("behind")).isTrue();
    history.passes(NOON.plus(Duration.ofDays(732)));
    assertThat(knows("behind")).isFalse();
  }

  @Test
  void whatHappenedAndArrivedLongAgoIsForgotten() {
    history.passes(TODAY);
    learnAt(sale("old").at(NOON.minus(THREE_YEARS)), NOON.minus(THREE_YEARS));
    learnAt(sale("r1"), NOON);

    assertThat(knows("old")).isFalse();
    assertThat(knows("r1")).isTrue();
  }

  @Test
  void theLatestThatThisNodesClockHasReachedIsTheArrival() {
    long now = TODAY.toEpochMilli();
    long years = THREE_YEARS.toMillis();

    assertThat(Arrival.of(now, now - 5, 0, now - 5)).as("heard at once").isEqualTo(now - 5);
    assertThat(Arrival.of(now, now + years, now - 7)).as("its clock was ahead").isEqualTo(now - 7);
    assertThat(Arrival.of(now, now - years, now - 7)).as("its clock was behind").isEqualTo(now - 7);
    assertThat(Arrival.of(now, now - 7, now + years)).as("ours was ahead").isEqualTo(now - 7);
    assertThat(Arrival.of(now, now - 7, now - years)).as("ours was behind").isEqualTo(now - 7);
    assertThat(Arrival.of(now, now - years, 0, now - 7, now - years))
        .as("our own, known by the others' clocks")
        .isEqualTo(now - 7);
    assertThat(Arrival.of(now, now + years, 0, now + years))
        .as("nobody knows")
        .isEqualTo(now + years);
  }

  @Test
  void aReturnAheadOfTimeIsCountedWhenItWasHeardOf() {
    history.passes(TODAY);
    for (int i = 0; i < 4; i++) {
      Return ahead =
          refund("v" + i, "v" + i).at(TODAY.plus(THREE_YEARS).plusSeconds(i * 7_200L)).done();
      learnAt(sale("v" + i), NOON);
      history.learn(ahead, Decision.APPROVE, TODAY.minusSeconds(86_400).toEpochMilli());
    }
    Instant aMonthLater = TODAY.plus(Duration.ofDays(40));
    learnAt(sale("r1"), NOON);

    assertThat(codes(judge(history, refund("e1", "r1").face(0.8).done()))).contains("VELOCITY");
    assertThat(codes(judge(history, refund("e2", "r1").at(aMonthLater).face(0.8).done())))
        .as("and no longer than others")
        .doesNotContain("VELOCITY");
  }

  @Test
  void aDayThatHasNotComePushesNoFiguresOut() {
    history.passes(TODAY);
    for (int i = 0; i < 30; i++) {
      history.learn(
          refund("b" + i, null)
              .by("c" + i)
              .of(line("LAMP", 1, 2_000))
              .at(TODAY.minusSeconds(3_600))
              .done(),
          Decision.APPROVE,
          TODAY.minusSeconds(3_600).toEpochMilli());
    }
    Return ahead = refund("ahead", null).by("x").at(TODAY.plus(THREE_YEARS)).done();

    history.learn(ahead, Decision.APPROVE, TODAY.plus(THREE_YEARS).toEpochMilli());

    assertThat(history.figures.get("A").unitsBack("LAMP", TODAY.toEpochMilli(), 86_400_000L))
        .isEqualTo(30);
  }

  @Test
  void whoCameAgainAfterBeingForgottenIsFoundFromTheirOldReceiptsToo() {
    FraudHistory replay = FraudHistory.ofReplay(Shop.CONTEXT);
    replay.learn(sale("old").done(), Decision.APPROVE);
    Instant later = NOON.plus(THREE_YEARS);
    replay.passes(later);

    replay.learn(sale("new").at(later).done(), Decision.APPROVE);

    HistoryView view = replay.seenBy("A", later);
    assertThat(view.sale("old"))
        .satisfies(
            old -> {
              assertThat(view.accountOf(old)).isSameAs(view.ofCustomer("ann"));
              assertThat(view.cardOf(old)).isSameAs(view.ofToken("tok-ann"));
            });
    assertThat(view.ofCustomer("ann").get(0).id()).isEqualTo("s-new");
  }

  @Test
  void theReturnsOfAForgottenPurchaseCountNoMoreForWhoBoughtIt() {
    history.passes(TODAY);
    learnAt(sale("bought"), TODAY);
    Instant back = TODAY.plus(Duration.ofDays(20));
    Return byNobody = refund("r-nobody", "bought").by(null).at(back).to(Shop.CASH).done();
    Return byAnn = refund("r-ann", "bought").at(back).done();
    history.learn(byNobody, Decision.APPROVE, back.toEpochMilli());
    history.learn(byAnn, Decision.APPROVE, back.toEpochMilli());

    Instant later = TODAY.plus(Duration.ofDays(740));
    history.passes(later);

    assertThat(knows("bought")).isFalse();
    EntryTimeline returns = history.seenBy("A", later).ofCustomer("ann").returns();
    assertThat(returns.size()).isEqualTo(1);
    assertThat(returns.get(0).id()).isEqualTo("r-ann");
    history.passes(later.plus(Duration.ofDays(20)));
    assertThat(history.seenBy("A", later).ofCustomer("ann").isForgotten()).isTrue();
  }

  @Test
  void memoryIsBoundedByLinesAndSaysWhatItDropped() {
    FraudHistory small = new FraudHistory(Shop.CONTEXT, 20_000);
    small.passes(TODAY);
    for (int i = 0; i < 40; i++) {
      small.learn(sale("r" + i).at(NOON.plusSeconds(i * 60L)).done(), Decision.APPROVE);
    }

    FraudStatus.Room room = small.room();
    assertThat(room.transactions()).isBetween(15, 20);
    assertThat(room.transactions() + room.dropped()).isEqualTo(40);
    assertThat(room.bytes()).isBetween(15_000L, 20_000L);
    assertThat(small.transaction("s-r0")).isNull();
    assertThat(small.transaction("s-r39")).isNotNull();
    assertThat(room.words()).contains("keeps " + room.transactions() + " of 40 transactions");

    LineItem[] many = new LineItem[200];
    java.util.Arrays.fill(many, line("LAMP", 1, 2_000));
    small.learn(sale("long").at(NOON.plusSeconds(3_000)).of(many).done(), Decision.APPROVE);
    assertThat(small.size()).as("a long one takes the room of many").isLessThan(3);
  }

  @Test
  void aSerialNumberThatMemoryMayHaveDroppedIsDoubtedOnly() {
    FraudHistory small = new FraudHistory(Shop.CONTEXT, 3_000);
    LineItem laptop = new LineItem("LAPTOP", 1, 5_000, "SN-1", LineItem.Condition.NEW);
    small.learn(sale("sold").of(laptop).done(), Decision.APPROVE);
    for (int i = 0; i < 5; i++) {
      small.learn(sale("r" + i).at(NOON.plusSeconds(60 + i)).done(), Decision.APPROVE);
    }

    Assessment doubted = judge(small, refund("e1", null).of(laptop).done());

    assertThat(doubted.reasons())
        .filteredOn(reason -> reason.code().equals("SERIAL_UNSOLD"))
        .singleElement()
        .satisfies(reason -> assertThat(reason.points()).isEqualTo(35));
  }

  private static java.util.List<String> codes(Assessment assessment) {
    return assessment.reasons().stream().map(Reason::code).toList();
  }
}
