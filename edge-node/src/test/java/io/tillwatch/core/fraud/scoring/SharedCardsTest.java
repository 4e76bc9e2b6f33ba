package io.tillwatch.core.fraud.scoring;

import static io.tillwatch.core.fraud.scoring.Shop.NOON;
import static io.tillwatch.core.fraud.scoring.Shop.card;
import static io.tillwatch.core.fraud.scoring.Shop.judge;
import static io.tillwatch.core.fraud.scoring.Shop.refund;
import static io.tillwatch.core.fraud.scoring.Shop.sale;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.fraud.Assessment;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.fraud.ReasonCode;
import io.tillwatch.core.fraud.history.FraudHistory;
import io.tillwatch.core.fraud.history.Visibility;
import io.tillwatch.core.retail.Resolution;
import io.tillwatch.core.retail.Return;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Another card of one's own, and cards and accounts that several people use. */
class SharedCardsTest {
  private final FraudHistory history = Shop.history(Shop.CONTEXT);

  @BeforeEach
  void annBoughtAShirt() {
    history.learn(sale("r1").done(), Decision.APPROVE);
  }

  private static Instant day(double days) {
    return NOON.plus(Duration.ofMinutes((long) (days * 1440)));
  }

  private void fraud(Shop.ReturnDraft refund) {
    Return done = refund.done();
    history.learn(done, Decision.REVIEW);
    history.learn(
        new Resolution(
            "x-" + done.id(),
            done.at().plusSeconds(60),
            "A",
            done.id(),
            Resolution.Outcome.FRAUD,
            null,
            null),
        Visibility.AT_ONCE);
  }

  @Test
  void aRenewedCardThatThePurchaserUsedBeforeWeighsLittle() {
    history.learn(sale("r2").by("ann", "tok-new").at(day(2)).done(), Decision.APPROVE);

    Assessment assessment = judge(history, refund("e1", "r1").to(card("tok-new")).done());

    assertThat(assessment.score()).isEqualTo(22);
    assertThat(assessment.mitigations()).containsExactly("OWN_OTHER_CARD");
  }

  @Test
  void aCardThatNobodySawBeforeWeighsAsEver() {
    assertThat(judge(history, refund("e1", "r1").to(card("tok-new")).done()).score()).isEqualTo(55);
  }

  @Test
  void somebodyElsesCardIsNotOnesOwn() {
    history.learn(sale("r2").by("eve", "tok-eve").at(day(2)).done(), Decision.APPROVE);
    history.learn(sale("r3").by("ann", "tok-ann").at(day(2)).done(), Decision.APPROVE);

    assertThat(judge(history, refund("e1", "r1").to(card("tok-eve")).done()).mitigations())
        .doesNotContain("OWN_OTHER_CARD");
  }

  @Test
  void aCardThatBoughtUnderTheAccountAMomentAgoIsNoProof() {
    history.learn(sale("gum").by("ann", "tok-eve").at(day(4.99)).done(), Decision.APPROVE);

    assertThat(judge(history, refund("e1", "r1").to(card("tok-eve")).done()).mitigations())
        .doesNotContain("OWN_OTHER_CARD");
  }

  @Test
  void aRefundToACardTellsNothingOfWhoseItIs() {
    history.learn(sale("r2").at(day(1)).done(), Decision.APPROVE);
    history.learn(refund("e0", "r2").to(card("tok-eve")).at(day(2)).done(), Decision.APPROVE);

    assertThat(judge(history, refund("e1", "r1").to(card("tok-eve")).done()).mitigations())
        .doesNotContain("OWN_OTHER_CARD");
  }

  @Test
  void aRingOfTwoIsHeldAtTheNextReturnToItsCard() {
    history.learn(sale("r2").by("bob", "tok-bob").done(), Decision.APPROVE);
    fraud(refund("f1", "r2").by("eve").to(card("shared")).at(day(1)));

    Assessment next = judge(history, refund("e1", "r1").by("zoe").to(card("shared")).done());

    assertThat(next.reasons())
        .anySatisfy(
            reason -> {
              assertThat(reason.code()).isEqualTo("RING");
              assertThat(reason.points()).isEqualTo(62);
            });
    assertThat(next.decision()).isNotEqualTo(Decision.APPROVE);
  }

  @Test
  void aRingOfTwoIsFoundAlsoWithoutAnyOtherReason() {
    history.learn(sale("r2").by("eve", "shared").done(), Decision.APPROVE);
    history.learn(sale("r3").by("zoe", "shared").done(), Decision.APPROVE);
    fraud(refund("f1", "r2").by("eve").to(card("shared")).at(day(1)));

    Assessment next =
        judge(history, refund("e1", "r3").by("zoe").to(card("shared")).face(0.9).done());

    assertThat(next.names(ReasonCode.RING)).isTrue();
    assertThat(next.decision()).isEqualTo(Decision.REVIEW);
  }

  @Test
  void whoeverSharesACardInAFamilyIsNoRing() {
    history.learn(sale("r2").by("bob", "tok-ann").done(), Decision.APPROVE);

    assertThat(judge(history, refund("e1", "r1").face(0.8).done()).score()).isZero();
  }

  @Test
  void aSecondStrangerWithAnAccountsGoodsIsARingAndItsOwnerIsNot() {
    history.learn(sale("r2").done(), Decision.APPROVE);
    fraud(refund("f1", "r2").by("eve").to(card("tok-eve")).at(day(1)));

    assertThat(
            judge(history, refund("e1", "r1").by("zoe").to(card("tok-zoe")).done())
                .names(ReasonCode.RING))
        .isTrue();
    assertThat(judge(history, refund("e2", "r1").face(0.8).done()).score()).isZero();
  }

  @Test
  void whoeverUsedACardBeforeHundredsDidIsStillFoundBesideItsFrauds() {
    history.learn(sale("first").by("ann", "tok-x").at(day(0.5)).done(), Decision.APPROVE);
    for (int i = 0; i < 600; i++) {
      Instant at = day(1).plusSeconds(60L * i);
      history.learn(sale("m" + i).by("cu" + i % 7, "tok-x").at(at).done(), Decision.APPROVE);
    }
    assertThat(judge(history, refund("e1", "r1").done()).reasons())
        .noneMatch(reason -> reason.code().equals(ReasonCode.RING.name()));

    fraud(refund("f1", "m598").by("eve").to(card("tok-x")).at(day(2)));
    fraud(refund("f2", "m599").by("eva").to(card("tok-x")).at(day(2)));

    assertThat(judge(history, refund("e1", "r1").done()).reasons())
        .anyMatch(reason -> reason.code().equals(ReasonCode.RING.name()));
  }
}
