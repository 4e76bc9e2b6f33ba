package io.tillwatch.core.fraud.scoring;

import static io.tillwatch.core.fraud.scoring.Shop.CASH;
import static io.tillwatch.core.fraud.scoring.Shop.card;
import static io.tillwatch.core.fraud.scoring.Shop.judge;
import static io.tillwatch.core.fraud.scoring.Shop.refund;
import static io.tillwatch.core.fraud.scoring.Shop.sale;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.fraud.Assessment;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.fraud.Reason;
import io.tillwatch.core.fraud.Remedy;
import io.tillwatch.core.fraud.history.FraudHistory;
import io.tillwatch.core.retail.PhotoEvidence;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The purchaser agreed that faces are compared, who returns did not. */
class DeclinedComparisonTest {
  private static final PhotoEvidence DECLINED = photo("now", null);

  private final FraudHistory history = Shop.history(Shop.CONTEXT);

  @BeforeEach
  void annBoughtAndAgreed() {
    history.learn(sale("r1").photo(photo("then", true)).done(), Decision.APPROVE);
  }

  @Test
  void isNobodysFaultByItself() {
    Assessment own = judge(history, refund("e1", "r1").photo(DECLINED).done());
    Assessment unnamed = judge(history, refund("e2", "r1").by(null).photo(DECLINED).done());

    assertThat(own.score()).isZero();
    assertThat(codes(unnamed)).doesNotContain("FACE_UNCERTAIN");
    assertThat(unnamed.decision()).isEqualTo(Decision.APPROVE);
  }

  @Test
  void isHeldUnderAnotherAccountUntilTheCardIsShown() {
    Assessment other = judge(history, refund("e1", "r1").by("bob").photo(DECLINED).done());
    Assessment shown =
        judge(history, refund("e2", "r1").by("bob").originalCard().photo(DECLINED).done());

    assertThat(other.score()).isEqualTo(60);
    assertThat(other.decision()).isEqualTo(Decision.REVIEW);
    assertThat(codes(other)).contains("FACE_UNCERTAIN", "CUSTOMER_MISMATCH");
    assertThat(other.remedy()).isEqualTo(Remedy.PRESENT_ORIGINAL_CARD);
    assertThat(shown.decision()).isEqualTo(Decision.APPROVE);
  }

  @Test
  void isHeldWhereTheMoneyLeavesTheCardThatPaid() {
    Assessment cash = judge(history, refund("e1", "r1").to(CASH).photo(DECLINED).done());
    Assessment card = judge(history, refund("e2", "r1").to(card("tok-x")).photo(DECLINED).done());

    assertThat(cash.decision()).isEqualTo(Decision.REVIEW);
    assertThat(card.decision()).isEqualTo(Decision.REVIEW);
  }

  @Test
  void isNoQuestionWhereThePurchaserDidNotAgree() {
    history.learn(sale("r2").photo(photo("then2", null)).done(), Decision.APPROVE);

    Assessment agreed = judge(history, refund("e1", "r2").by("bob").photo(photo("x", true)).done());
    Assessment neither = judge(history, refund("e2", "r2").by("bob").photo(DECLINED).done());

    assertThat(codes(agreed)).containsExactly("CUSTOMER_MISMATCH");
    assertThat(codes(neither)).containsExactly("CUSTOMER_MISMATCH");
  }

  private static PhotoEvidence photo(String sha, Boolean matchAllowed) {
    return new PhotoEvidence(sha, null, true, 80, 0.97, null, matchAllowed, null);
  }

  private static List<String> codes(Assessment assessment) {
    return assessment.reasons().stream().map(Reason::code).toList();
  }
}
