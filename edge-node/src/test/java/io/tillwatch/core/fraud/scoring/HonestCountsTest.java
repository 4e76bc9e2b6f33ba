package io.tillwatch.core.fraud.scoring;

import static io.tillwatch.core.fraud.scoring.Shop.CASH;
import static io.tillwatch.core.fraud.scoring.Shop.CREDIT;
import static io.tillwatch.core.fraud.scoring.Shop.NOON;
import static io.tillwatch.core.fraud.scoring.Shop.card;
import static io.tillwatch.core.fraud.scoring.Shop.judge;
import static io.tillwatch.core.fraud.scoring.Shop.line;
import static io.tillwatch.core.fraud.scoring.Shop.refund;
import static io.tillwatch.core.fraud.scoring.Shop.sale;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.fraud.Assessment;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.fraud.ReasonCode;
import io.tillwatch.core.fraud.history.FraudHistory;
import io.tillwatch.core.fraud.history.Visibility;
import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.PhotoEvidence;
import io.tillwatch.core.retail.Resolution;
import io.tillwatch.core.retail.Return;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What counts as one return, and for whom: nobody's counts are filled by others or by typing. */
class HonestCountsTest {
  private final FraudHistory history = Shop.history(Shop.CONTEXT);

  private static Instant day(double days) {
    return NOON.plus(Duration.ofMinutes((long) (days * 1440)));
  }

  private static Instant minutes(Instant from, long minutes) {
    return from.plus(Duration.ofMinutes(minutes));
  }

  private void bought(String... receipts) {
    for (String receipt : receipts) {
      history.learn(sale(receipt).done(), Decision.APPROVE);
    }
  }

  private void paid(Shop.ReturnDraft refund) {
    history.learn(refund.face(0.8).done(), Decision.APPROVE);
  }

  private void refused(Shop.ReturnDraft attempt) {
    history.learn(attempt.done(), Decision.BLOCK);
  }

  private void confirmedFraud(String of) {
    history.learn(
        new Resolution("x-" + of, day(5), "A", of, Resolution.Outcome.FRAUD, null, null),
        Visibility.AT_ONCE);
  }

  @Test
  void severalReceiptsInOneVisitAreOneReturn() {
    bought("r1", "r2", "r3", "r4", "r5", "r6");
    for (int i = 1; i <= 5; i++) {
      paid(refund("e" + i, "r" + i).at(minutes(day(5), i)));
    }

    assertThat(judge(history, refund("e6", "r6").at(minutes(day(5), 6)).face(0.8).done()).score())
        .isZero();
  }

  @Test
  void severalVisitsAreSeveralReturnsAlsoAtOneLaneInOneDay() {
    bought("r1", "r2", "r3", "r4", "r5");
    for (int i = 1; i <= 4; i++) {
      paid(refund("e" + i, "r" + i).at(minutes(day(5), 31 * i)));
    }

    Return fifth = refund("e5", "r5").at(minutes(day(5), 31 * 5)).face(0.8).done();

    assertThat(judge(history, fifth).score()).isEqualTo(65);
  }

  @Test
  void twoLanesAreTwoVisits() {
    bought("r1", "r2", "r3");
    paid(refund("e1", "r1").at(day(5)).lane("A-8"));
    paid(refund("e2", "r2").at(minutes(day(5), 5)).lane("A-9"));

    Return third = refund("e3", "r3").at(minutes(day(5), 9)).lane("A-7").face(0.8).done();

    assertThat(judge(history, third).score()).isEqualTo(20);
  }

  @Test
  void aReceiptMistypedFourTimesAndKeyedRightIsServed() {
    bought("A-000417");
    String[] typed = {"A-000471", "A-00417", "A-0004177", "A-000517"};
    for (int i = 0; i < typed.length; i++) {
      refused(refund("t" + i, typed[i]).keyed().at(minutes(day(5), i)));
    }

    Return right = refund("e1", "A-000417").keyed().at(minutes(day(5), 5)).done();

    assertThat(judge(history, right).score()).isZero();
  }

  @Test
  void whatWasMistypedIsNoVisitLaterEither() {
    bought("A-000417", "A-000600");
    for (int i = 0; i < 4; i++) {
      refused(refund("t" + i, "A-00041" + i).keyed().at(minutes(day(1 + i), 0)));
      bought("B-10000" + i);
    }
    paid(refund("e1", "A-000417").at(minutes(day(4), 1)));

    assertThat(judge(history, refund("e2", "A-000600").face(0.8).done()).names(ReasonCode.VELOCITY))
        .isFalse();
  }

  @Test
  void numbersTriedUntilOneFitsSpeakAgainstWhoeverTriesThem() {
    bought("A-000417");
    for (int i = 0; i < 6; i++) {
      refused(refund("t" + i, "A-7" + i + "93" + i + "0").by("eve").at(minutes(day(5), i)));
    }

    Assessment eve =
        judge(history, refund("e1", "A-000417").by("eve").at(minutes(day(5), 9)).done());
    Assessment ann =
        judge(history, refund("e2", "A-000417").at(minutes(day(5), 9)).to(CASH).done());

    assertThat(eve.reasons())
        .anySatisfy(
            reason -> {
              assertThat(reason.code()).isEqualTo("RECEIPT_GUESSING");
              assertThat(reason.points()).isEqualTo(45);
              assertThat(reason.message()).contains("receipt numbers that no store knows");
            });
    assertThat(ann.names(ReasonCode.RECEIPT_GUESSING)).isFalse();
  }

  @Test
  void countingUpToAReceiptIsGuessingHoweverNearTheNumbersAre() {
    bought("A-000430");
    for (int i = 10; i < 30; i++) {
      refused(refund("t" + i, "A-0004" + i).keyed().at(minutes(day(5), i - 10)));
    }

    assertThat(judge(history, refund("e1", "A-000430").keyed().at(minutes(day(5), 21)).done()))
        .satisfies(found -> assertThat(found.names(ReasonCode.RECEIPT_GUESSING)).isTrue());
  }

  @Test
  void whoeverFindsAReceiptDoesNotFillItsOwnersCounts() {
    bought("r1", "r2");
    for (int i = 0; i < 6; i++) {
      refused(refund("t" + i, "r1").by("eve").to(card("tok-eve")).at(day(0.5 * i)));
    }
    confirmedFraud("t0");

    assertThat(judge(history, refund("e1", "r2").face(0.8).done()).score()).isZero();
    assertThat(
            judge(history, refund("e2", "r2").by("eve").to(card("tok-eve")).done())
                .names(ReasonCode.PRIOR_FRAUD))
        .isTrue();
  }

  @Test
  void refusedTriesMakeNoBulk() {
    bought("r1");
    for (int i = 0; i < 11; i++) {
      refused(refund("t" + i, "none-" + i).by("eve").to(card("tok-eve")).at(minutes(day(5), i)));
    }

    assertThat(judge(history, refund("e1", "r1").at(minutes(day(5), 20)).face(0.8).done()).score())
        .isZero();
  }

  @Test
  void aDozenReturnsOfAnArticleThatSellsAreNoBulk() {
    for (int i = 0; i < 13; i++) {
      history.learn(sale("r" + i).by("cu" + i, "t" + i).done(), Decision.APPROVE);
    }
    for (int i = 0; i < 12; i++) {
      paid(refund("e" + i, "r" + i).by("cu" + i).to(card("t" + i)).at(minutes(day(5), 40 * i)));
    }

    Return last =
        refund("e12", "r12").by("cu12").to(card("t12")).at(minutes(day(5), 500)).face(0.8).done();

    assertThat(judge(history, last).score()).isZero();
  }

  @Test
  void moreOfAnArticleThanTheStoreSoldIsBulk() {
    bought("r1");
    LineItem dozen = line("SHIRT", 12, 5_000);
    Return heap = refund("e1", null).of(dozen).to(CREDIT).done();

    assertThat(judge(history, heap).names(ReasonCode.BULK_SKU)).isTrue();
    for (int i = 0; i < 60; i++) {
      history.learn(sale("s" + i).by("cu" + i, "t" + i).at(day(1)).done(), Decision.APPROVE);
    }
    assertThat(judge(history, heap).names(ReasonCode.BULK_SKU)).isFalse();
  }

  @Test
  void aRecallIsNoBulk() {
    LineItem heap = line("HEATER", 20, 6_000);

    assertThat(
            judge(history, refund("e1", null).of(heap).to(CREDIT).done())
                .names(ReasonCode.BULK_SKU))
        .isFalse();
  }

  @Test
  void oneVisitWithoutReceiptsIsOneReturnWithoutReceipt() {
    for (int i = 0; i < 3; i++) {
      paid(refund("e" + i, null).to(CREDIT).at(minutes(day(5), i)));
    }

    Return fourth = refund("e4", null).to(CREDIT).at(minutes(day(5), 4)).face(0.8).done();

    assertThat(judge(history, fourth).score()).isEqualTo(35);
  }

  @Test
  void twoReceiptsJustBelowALimitInOneVisitAreNotSplit() {
    LineItem dear = line("DRILL", 1, 9_500);
    history.learn(sale("r1").of(dear).done(), Decision.APPROVE);
    history.learn(sale("r2").of(dear).done(), Decision.APPROVE);
    refused(refund("t1", "r99").of(dear).at(day(3)));
    paid(refund("e1", "r1").of(dear).at(day(5)));

    Assessment second =
        judge(history, refund("e2", "r2").of(dear).at(minutes(day(5), 2)).face(0.8).done());

    assertThat(second.names(ReasonCode.STRUCTURING)).isFalse();
    assertThat(
            judge(history, refund("e3", "r2").of(dear).at(day(6)).face(0.8).done())
                .names(ReasonCode.STRUCTURING))
        .isTrue();
  }

  @Test
  void aRefusedTryInAnotherStoreIsNoVisitThere() {
    bought("r1");
    refused(refund("t1", "none-1").in("B").at(day(4)));
    refused(refund("t2", "none-2").in("Z").at(day(3)));

    assertThat(judge(history, refund("e1", "r1").face(0.8).done()).names(ReasonCode.STORE_HOPPING))
        .isFalse();
  }

  @Test
  void wornGoodsOfOneVisitAreWornOnce() {
    LineItem worn = new LineItem("SHIRT", 1, 5_000, null, LineItem.Condition.OPENED);
    bought("r1", "r2", "r3");
    paid(refund("e1", "r1").of(worn).at(day(7)));
    paid(refund("e2", "r2").of(worn).at(minutes(day(7), 1)));

    Assessment third =
        judge(history, refund("e3", "r3").of(worn).at(minutes(day(7), 2)).face(0.8).done());

    assertThat(third.score()).isEqualTo(25);
  }

  @Test
  void manySlipsOfOneCustomerMakeNoCashierStandOut() {
    for (int i = 0; i < 30; i++) {
      history.learn(sale("r" + i).by("cu" + i, "t" + i).done(), Decision.APPROVE);
    }
    for (int i = 0; i < 12; i++) {
      bought("big" + i);
      paid(refund("b" + i, "big" + i).keyed().cashier("C-9").at(minutes(day(5), i)));
      paid(
          refund("o" + i, "r" + i)
              .by("cu" + i)
              .to(card("t" + i))
              .cashier("C-8")
              .lane("A-8")
              .at(minutes(day(5), i)));
    }

    Return next =
        refund("e1", "r20").by("cu20").to(card("t20")).cashier("C-9").at(day(6)).face(0.8).done();

    assertThat(judge(history, next).score()).isZero();
  }

  @Test
  void threeReceiptsFromOneCashierInOneVisitAreNoFriendship() {
    bought("r1", "r2", "r3");
    paid(refund("e1", "r1").cashier("C-1").at(day(5)));
    paid(refund("e2", "r2").cashier("C-1").at(minutes(day(5), 1)));

    Return third = refund("e3", "r3").cashier("C-1").at(minutes(day(5), 2)).face(0.8).done();

    assertThat(judge(history, third).names(ReasonCode.SWEETHEART)).isFalse();
  }

  @Test
  void whoeverKeepsTheOnlyRefundDeskIsNobodysFriend() {
    for (int i = 0; i < 5; i++) {
      bought("r" + i);
      paid(refund("e" + i, "r" + i).at(day(10 * i)));
    }

    Return sixth = refund("e6", "r4").at(day(55)).face(0.8).done();

    assertThat(judge(history, sixth).names(ReasonCode.SWEETHEART)).isFalse();
  }

  @Test
  void alwaysTheSameOfManyCashiersIsFriendship() {
    for (int i = 0; i < 20; i++) {
      history.learn(sale("o" + i).by("cu" + i, "t" + i).done(), Decision.APPROVE);
      paid(refund("x" + i, "o" + i).by("cu" + i).to(card("t" + i)).cashier("C-" + i).at(day(9)));
    }
    for (int i = 0; i < 5; i++) {
      bought("r" + i);
      paid(refund("e" + i, "r" + i).cashier("C-99").at(day(10 * i)));
    }
    bought("r9");

    Return sixth = refund("e6", "r9").cashier("C-99").at(day(55)).face(0.8).done();

    assertThat(judge(history, sixth).names(ReasonCode.SWEETHEART)).isTrue();
  }

  @Test
  void onePictureServesAVisitAlsoOfWhoGivesNoAccount() {
    history.learn(sale("r1").by(null, "tok-1").done(), Decision.APPROVE);
    history.learn(sale("r2").by(null, "tok-1").done(), Decision.APPROVE);
    PhotoEvidence now = Shop.photo("now", 0.8);
    history.learn(
        refund("e1", "r1").by(null).to(card("tok-1")).photo(now).done(), Decision.APPROVE);

    Return second = refund("e2", "r2").by(null).to(card("tok-1")).photo(now).done();
    Return other = refund("e3", "r2").by("eve").to(card("tok-2")).photo(now).done();

    assertThat(judge(history, second).decision()).isEqualTo(Decision.APPROVE);
    assertThat(judge(history, other).names(ReasonCode.PHOTO_REPLAY)).isTrue();
  }

  @Test
  void withoutReceiptOneArticleThatBecameCheaperIsNoFraud() {
    LineItem[] basket = {line("SHIRT", 4, 5_000), line("LAMP", 1, 2_500)};

    Assessment assessment = judge(history, refund("e1", null).of(basket).to(CREDIT).done());

    assertThat(assessment.names(ReasonCode.PRICE_ABOVE_PAID)).isTrue();
    assertThat(assessment.decision()).isEqualTo(Decision.APPROVE);
  }
}
