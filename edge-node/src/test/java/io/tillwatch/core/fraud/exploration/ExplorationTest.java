package io.tillwatch.core.fraud.exploration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillwatch.core.fraud.Assessment;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.fraud.FeatureRow;
import io.tillwatch.core.fraud.Reason;
import io.tillwatch.core.fraud.ReasonCode;
import io.tillwatch.core.fraud.ReturnAssessment;
import io.tillwatch.core.fraud.rules.ModelOpinion;
import io.tillwatch.core.fraud.scoring.Rules;
import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.Return;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is looked at by chance. */
class ExplorationTest {
  private static final Rules RULES = Rules.standard();

  private final Exploration exploration =
      new Exploration(50, 20, text -> Math.floorMod(text.hashCode() * 0x9E3779B1 >>> 7, 1000));

  private static Assessment answer(int score, ReasonCode code, int points) {
    return new Assessment(
        score,
        RULES.combining().decide(score),
        RULES.version(),
        List.of(new Reason(code.name(), points, code.message(), List.of())),
        List.of(),
        null);
  }

  private static Assessment softBlock() {
    return answer(92, ReasonCode.FACE_MISMATCH, 65);
  }

  private int held(Assessment answer) {
    int held = 0;
    for (int i = 0; i < 10_000; i++) {
      held += exploration.holds("return-" + i, answer, RULES) ? 1 : 0;
    }
    return held;
  }

  @Test
  void holdsAboutTheShareOfSoftBlocksThatIsSet() {
    assertThat(held(softBlock())).isBetween(400, 600);
  }

  @Test
  void neverTouchesWhatALedgerFactDecides() {
    assertThat(held(answer(95, ReasonCode.ALREADY_REFUNDED, 95))).isZero();
    assertThat(held(answer(88, ReasonCode.OVER_QUANTITY, 88))).isZero();
  }

  @Test
  void neverTouchesWhatIsNoBlock() {
    assertThat(held(answer(70, ReasonCode.PHOTO_MISSING, 70))).isZero();
    assertThat(held(answer(20, ReasonCode.CARD_TO_GIFT_CARD, 20))).isZero();
  }

  @Test
  void answersTheSameForTheSameReturn() {
    assertThat(exploration.holds("r", softBlock(), RULES))
        .isEqualTo(exploration.holds("r", softBlock(), RULES));
  }

  @Test
  void reviewsAShareOfApprovalsAndNothingElse() {
    int reviewed = 0;
    for (int i = 0; i < 10_000; i++) {
      String id = "return-" + i;
      reviewed += exploration.reviews(id, answer(0, ReasonCode.RAPID_RETURN, 0), null) ? 1 : 0;
      assertThat(exploration.reviews(id, answer(70, ReasonCode.PHOTO_MISSING, 70), null)).isFalse();
      assertThat(exploration.reviews(id, softBlock(), null)).isFalse();
    }
    assertThat(reviewed).isBetween(140, 260);
  }

  @Test
  void keepsWithAChosenApprovalHowLikelyThatWasAndChangesNothingElse() {
    Assessment approved = answer(5, ReasonCode.RAPID_RETURN, 5);
    Exploration all = new Exploration(0, 1000, text -> 999);
    Return refund =
        Return.builder()
            .id("r")
            .at(Instant.EPOCH)
            .storeId("s")
            .laneId("L-01")
            .currency("USD")
            .lines(List.of(new LineItem("SHIRT_001", 1, 2999, null, null)))
            .build();
    ReturnAssessment answer =
        new ReturnAssessment(approved, List.of(), 100, "s", 1)
            .knowing(new FeatureRow("set", "1,2"));

    ReturnAssessment chosen = all.onReturn(refund, answer, RULES, null);

    assertThat(chosen.assessment()).isEqualTo(approved);
    assertThat(chosen.features()).isEqualTo(new FeatureRow("set", "1,2", null, 1000));
    assertThat(new Exploration(0, 999, text -> 999).onReturn(refund, answer, RULES, null))
        .isEqualTo(answer);
  }

  private static ModelOpinion opinion(int score) {
    return new ModelOpinion("model", score, List.of());
  }

  private int reviewed(@Nullable ModelOpinion opinion) {
    int reviewed = 0;
    for (int i = 0; i < 10_000; i++) {
      Assessment approved = answer(0, ReasonCode.RAPID_RETURN, 0);
      reviewed += exploration.reviews("return-" + i, approved, opinion) ? 1 : 0;
    }
    return reviewed;
  }

  @Test
  void reviewsMoreOfWhatAModelSuspectsAndKeepsHowLikelyThatWas() {
    assertThat(reviewed(opinion(0))).isBetween(100, 180);
    assertThat(reviewed(null)).isBetween(140, 260);
    assertThat(reviewed(opinion(1))).isBetween(340, 460);
    assertThat(reviewed(opinion(3))).isBetween(720, 880);
    assertThat(reviewed(opinion(6))).isBetween(1_300, 1_500);
    Assessment approved = answer(5, ReasonCode.RAPID_RETURN, 5);
    assertThat(exploration.propensityPermille(approved, RULES, opinion(10))).isEqualTo(140);
    Exploration most = new Exploration(0, 500, text -> 999);
    assertThat(most.propensityPermille(approved, RULES, opinion(90))).isEqualTo(1000);
    assertThat(Exploration.OFF.reviews("r", approved, opinion(90))).isFalse();
  }

  @Test
  void whoIsDrawnWithoutSuspicionIsDrawnWithItToo() {
    Assessment approved = answer(0, ReasonCode.RAPID_RETURN, 0);
    for (int i = 0; i < 1_000; i++) {
      if (exploration.reviews("return-" + i, approved, opinion(0))) {
        assertThat(exploration.reviews("return-" + i, approved, opinion(50))).isTrue();
      }
    }
  }

  @Test
  void isOffUnlessSaid() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(Exploration.OFF.holds("return-" + i, softBlock(), RULES)).isFalse();
      assertThat(Exploration.OFF.reviews("r" + i, answer(0, ReasonCode.RAPID_RETURN, 0), null))
          .isFalse();
    }
  }

  @Test
  void holdsJustBelowABlockAndSaysThatItWasByChance() {
    Assessment held = Exploration.held(softBlock(), RULES);

    assertThat(held.decision()).isEqualTo(Decision.REVIEW);
    assertThat(held.score()).isEqualTo(84);
    assertThat(held.mitigations()).containsExactly("EXPLORED");
    assertThat(held.reasons()).isEqualTo(softBlock().reasons());
  }

  @Test
  void keepsHowLikelyItWasThatSomebodyLooks() {
    assertThat(exploration.propensityPermille(softBlock(), RULES, null)).isEqualTo(50);
    assertThat(exploration.propensityPermille(answer(5, ReasonCode.RAPID_RETURN, 5), RULES, null))
        .isEqualTo(20);
    assertThat(
            exploration.propensityPermille(answer(70, ReasonCode.PHOTO_MISSING, 70), RULES, null))
        .isEqualTo(1000);
    assertThat(
            exploration.propensityPermille(
                answer(95, ReasonCode.ALREADY_REFUNDED, 95), RULES, null))
        .isZero();
  }

  @Test
  void weighsALabelByTheReturnsItSpeaksForUpToACap() {
    assertThat(LabelWeight.of(1000)).isEqualTo(1);
    assertThat(LabelWeight.of(600)).isEqualTo(2);
    assertThat(LabelWeight.of(333)).isEqualTo(3);
    assertThat(LabelWeight.of(100)).isEqualTo(LabelWeight.CAP);
    assertThat(LabelWeight.of(1)).isEqualTo(LabelWeight.CAP);
    assertThatThrownBy(() -> LabelWeight.of(0)).hasMessageContaining("found 0");
  }

  @Test
  void refusesSharesThatAreNone() {
    assertThatThrownBy(() -> new Exploration(1001, 0, text -> 0))
        .hasMessageContaining("found 1001");
    assertThatThrownBy(() -> new Exploration(0, -1, text -> 0)).hasMessageContaining("found -1");
  }

  @Test
  void neverLeavesASmallShareOfThePaidOut() {
    assertThat(SampleChance.of(1, opinion(0))).isEqualTo(1);
    assertThat(SampleChance.of(1, opinion(90))).isEqualTo(7);
    assertThat(SampleChance.of(2, opinion(0))).isEqualTo(1);
    assertThat(SampleChance.of(10, opinion(0))).isEqualTo(7);
    assertThat(SampleChance.of(500, opinion(90))).isEqualTo(1000);
    assertThat(SampleChance.of(0, opinion(90))).isZero();
  }
}
