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
import io.tillwatch.core.fraud.Remedy;
import io.tillwatch.core.fraud.history.FraudHistory;
import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.PhotoEvidence;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A picture at the purchase and none now: how much that says, and where it says nothing. */
class PhotoMissingTest {
  private final FraudHistory history = Shop.history(Shop.CONTEXT);

  @BeforeEach
  void annBoughtAShirtInA() {
    history.learn(sale("r1").done(), Decision.APPROVE);
  }

  private static Shop.ReturnDraft inB(String receipt) {
    return refund("e1", receipt).in("B").photo(null);
  }

  private Assessment judged(Shop.ReturnDraft refund) {
    Assessment assessment = judge(history, refund.done());
    assertThat(assessment.remedy()).isEqualTo(Remedy.CAPTURE_PHOTO);
    return assessment;
  }

  @Test
  void weighsSeventyInTheSellingStore() {
    assertThat(judged(refund("e1", "r1").photo(null)).score()).isEqualTo(70);
  }

  @Test
  void isAFactElsewhereForSomebodyElse() {
    assertThat(judged(inB("r1").by("bob")).score()).isEqualTo(85);
    assertThat(judged(inB("r1").by(null)).score()).isEqualTo(85);
  }

  @Test
  void weighsSeventyElsewhereWhereAllGoesBackToThePayer() {
    assertThat(judged(inB("r1")).score()).isEqualTo(70);
    assertThat(judged(inB("r1").by(null).originalCard()).score()).isEqualTo(70);
  }

  @Test
  void isAFactElsewhereWhereTheMoneyGoesAnotherWay() {
    assertThat(judged(inB("r1").to(CASH)).decision()).isEqualTo(Decision.BLOCK);
    assertThat(judged(inB("r1").to(CREDIT)).decision()).isEqualTo(Decision.BLOCK);
    assertThat(judged(inB("r1").to(card("tok-new"))).decision()).isEqualTo(Decision.BLOCK);
    assertThat(judged(inB("r1").to(CASH).originalCard()).decision()).isEqualTo(Decision.BLOCK);
  }

  @Test
  void theOriginalCardDoesNotHalveItElsewhere() {
    Assessment assessment = judged(inB("r1").originalCard());

    assertThat(assessment.score()).isEqualTo(70);
    assertThat(assessment.mitigations()).contains("ORIGINAL_CARD");
    assertThat(judged(inB("r1").by("bob").originalCard()).decision()).isEqualTo(Decision.REVIEW);
    assertThat(judged(refund("e2", "r1").photo(null).originalCard()).score()).isEqualTo(35);
  }

  @Test
  void isAFactElsewhereWhereTheValueIsHigh() {
    LineItem dear = line("LAMP", 1, 150_000);
    history.learn(sale("dear").of(dear).done(), Decision.APPROVE);

    Assessment assessment = judged(inB("dear").of(dear).originalCard());

    assertThat(assessment.decision()).isEqualTo(Decision.BLOCK);
    assertThat(assessment.names(ReasonCode.HIGH_VALUE)).isTrue();
  }

  @Test
  void weighsSeventyElsewhereForRecalledGoodsAndEvenExchangesOfAnybody() {
    history.learn(sale("hot").of(line("HEATER", 1, 6_000)).done(), Decision.APPROVE);
    LineItem dear = line("LAMP", 1, 150_000);
    history.learn(sale("dear").of(dear).done(), Decision.APPROVE);

    assertThat(judged(inB("hot").of(line("HEATER", 1, 6_000)).by(null).to(CREDIT)).score())
        .isEqualTo(70);
    assertThat(judged(inB("dear").of(dear).by(null).exchange()).decision())
        .isEqualTo(Decision.REVIEW);
    assertThat(judged(inB("r1").by(null).to(CASH).exchange()).decision()).isEqualTo(Decision.BLOCK);
    assertThat(
            judged(inB("hot").of(line("HEATER", 1, 6_000), line("SHIRT", 1, 5_000)).by(null))
                .decision())
        .isEqualTo(Decision.BLOCK);
  }

  @Test
  void aCashPurchaseGoesBackInCashUnderThePurchasersAccount() {
    history.learn(sale("cash").paid(CASH).done(), Decision.APPROVE);

    assertThat(judged(inB("cash").to(CASH)).score()).isEqualTo(70);
    assertThat(judged(inB("cash").to(CASH).by(null)).score()).isEqualTo(85);
  }

  @Test
  void aGiftReceiptLiftsItAlsoElsewhere() {
    history.learn(sale("g").gift().done(), Decision.APPROVE);

    assertThat(judge(history, inB("g").by("bob").to(CREDIT).gift().done()).score()).isEqualTo(20);
  }

  @Test
  void anErasedPictureIsNeverMissing() {
    history.erased("ann", NOON.plusSeconds(60));
    history.learn(sale("later").at(NOON.plusSeconds(3_600)).done(), Decision.APPROVE);

    assertThat(judge(history, inB("r1").by(null).done()).score()).isZero();
    assertThat(judge(history, inB("later").by(null).done()).score()).isEqualTo(85);
  }

  @Test
  void anErasureIsKnownWhateverCameFirst() {
    FraudHistory other = Shop.history(Shop.CONTEXT);
    other.erased("ann", NOON.plusSeconds(60));
    other.erased("ann", NOON.minusSeconds(60));
    other.learn(sale("r1").done(), Decision.APPROVE);

    assertThat(judge(other, inB("r1").by(null).done()).score()).isZero();
  }

  @Test
  void aStrongMatchOfAPictureThatWasUsedBeforeProvesNothing() {
    PhotoEvidence used = new PhotoEvidence("p", "00ff00ff00ff00ff", true, 80, 0.97, 0.9);
    PhotoEvidence again = new PhotoEvidence("q", "00ff00ff00ff00ff", true, 80, 0.97, 0.9);
    history.learn(sale("r2").done(), Decision.APPROVE);
    history.learn(refund("e0", "r2").photo(used).done(), Decision.APPROVE);

    Assessment assessment = judge(history, refund("e1", "r1").by("bob").photo(again).done());

    assertThat(assessment.names(ReasonCode.PHOTO_REPLAY)).isTrue();
    assertThat(assessment.mitigations()).doesNotContain("STRONG_FACE_MATCH");
  }
}
