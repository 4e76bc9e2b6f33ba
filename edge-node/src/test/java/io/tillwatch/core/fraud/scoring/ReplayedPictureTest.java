package io.tillwatch.core.fraud.scoring;

import static io.tillwatch.core.fraud.scoring.Shop.judge;
import static io.tillwatch.core.fraud.scoring.Shop.refund;
import static io.tillwatch.core.fraud.scoring.Shop.sale;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.fraud.ReasonCode;
import io.tillwatch.core.fraud.history.FraudHistory;
import io.tillwatch.core.retail.PhotoEvidence;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The picture of the purchase, shown again; and another picture of the purchaser. */
class ReplayedPictureTest {
  private static final String FACE = "00ff00ff00ff00ff";
  private static final String NEAR = "00ff00ff00ff00fe";
  private static final String FAR = "00ff00ff00ffff00";

  private final FraudHistory history = Shop.history(Shop.CONTEXT);

  @BeforeEach
  void annBoughtAShirt() {
    history.learn(sale("r1").photo(photo("bought", FACE)).done(), Decision.APPROVE);
  }

  @Test
  void isFoundHoweverItsFaceIsHashed() {
    assertThat(isReplay(photo("a", FAR).differingFromSale(48))).isTrue();
    assertThat(isReplay(photo("b", NEAR).differingFromSale(0))).isTrue();
    assertThat(isReplay(photo("bought", FAR).differingFromSale(500))).as("the very bytes").isTrue();
  }

  @Test
  void isNoOtherPictureOfThePurchaserHoweverAlikeTheirFacesAre() {
    assertThat(isReplay(photo("a", FACE).differingFromSale(49))).isFalse();
    assertThat(isReplay(photo("b", NEAR).differingFromSale(300))).isFalse();
  }

  @Test
  void isFoundByItsFaceWhereAPhotoIsOfAnOlderVersion() {
    assertThat(isReplay(photo("a", NEAR))).isTrue();
    assertThat(isReplay(photo("b", FACE))).isTrue();
    assertThat(isReplay(photo("c", FAR))).isFalse();
  }

  @Test
  void isFoundByItsFaceWhereItIsThatOfAnotherTransaction() {
    history.learn(sale("r2").photo(photo("other", FAR)).done(), Decision.APPROVE);

    assertThat(isReplay(photo("a", FAR).differingFromSale(300))).isTrue();
  }

  private boolean isReplay(PhotoEvidence now) {
    return judge(history, refund("e1", "r1").photo(now).done()).names(ReasonCode.PHOTO_REPLAY);
  }

  private static PhotoEvidence photo(String sha256, String perceptualHash) {
    return new PhotoEvidence(sha256, perceptualHash, true, 80, 0.97, null);
  }
}
