package io.tillwatch.edge.web;

import static io.tillwatch.edge.web.FaceStores.AGREED;
import static io.tillwatch.edge.web.FaceStores.card;
import static io.tillwatch.edge.web.FaceStores.customer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tillwatch.edge.camera.TestFaces;
import io.tillwatch.edge.camera.source.DemoPictures;
import io.tillwatch.edge.web.FaceStores.Verdict;
import io.tillwatch.edge.web.Http.Answer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/**
 * Who returns is compared with who bought, in another store, where both agreed to it; and what
 * becomes of pictures that are no live customer's. With pictures of people, end to end.
 */
class FaceMatchIT {
  private static final String PHOTO = "purposes=photo;text=v3;lang=en";
  private static final String MAN = "Family1-Dad1.jpg";
  private static final String SAME_MAN = "Family1-Dad2.jpg";

  @TempDir private static Path dir;
  private static FaceStores shop;

  /** Of this test alone: nobody comes twice. */
  private String card;

  @BeforeAll
  static void openStores() throws IOException {
    var faces = TestFaces.folder();
    assumeTrue(faces.isPresent(), "no test faces");
    shop = new FaceStores(dir, faces.get());
  }

  @AfterAll
  static void closeStores() {
    if (shop != null) {
      shop.close();
    }
  }

  @BeforeEach
  void nextCustomer() {
    card = "tok_" + UUID.randomUUID();
  }

  @Test
  void doesNotServeAWomanWithAMansReceipt() {
    Verdict back = takeBack(sellTo(MAN, ""), shop.stranger(), card(card), "");

    assertThat(back.decision()).isEqualTo("REVIEW");
    assertThat(back.codes()).containsExactly("FACE_MISMATCH");
    assertThat(shop.alertOf(back).encode()).contains("FACE_MISMATCH");
  }

  @Test
  void servesTheManWhoBought() {
    // another account of his weighs nothing where it is his face
    String receipt = sellTo(MAN, customer("CU-" + card));

    Verdict back =
        shop.takeBack(
            receipt, shop.liveAtB(shop.picture(SAME_MAN)), card(card), customer("OTHER-" + card));

    assertThat(back.decision()).isEqualTo("APPROVE");
    assertThat(back.score()).as(back.answer().encode()).isZero();
    assertThat(back.codes()).isEmpty();
    assertThat(back.assessment().getJsonArray("mitigations").encode())
        .contains("STRONG_FACE_MATCH");
  }

  @Test
  void takesAPictureThatWasHandedInForNoLivingPersonHoweverAliveItLooks() {
    Verdict back =
        takeBack(
            sellTo(MAN, customer("CU-" + card)),
            shop.picture(SAME_MAN),
            card(card),
            customer("OTHER-" + card));

    // it is his face, of nobody knows when: his other account weighs what it weighs
    assertThat(back.codes()).containsExactly("CUSTOMER_MISMATCH");
    assertThat(back.assessment().getJsonArray("mitigations").encode())
        .doesNotContain("STRONG_FACE_MATCH");
    assertThat(back.score()).as(back.answer().encode()).isPositive();
  }

  @Test
  void comparesNobodyWhoDidNotAgreeAndPunishesNobodyForIt() {
    for (String[] consents :
        new String[][] {{null, null}, {PHOTO, AGREED}, {null, AGREED}, {AGREED, PHOTO}}) {
      card = "tok_" + UUID.randomUUID();
      String sold = shop.photoAtA(shop.picture(MAN), consents[0]);
      String now = shop.photoAtB(shop.stranger(), consents[1]);

      Verdict back = shop.takeBack(shop.sell(sold, card, ""), now, card(card), "");

      assertThat(back.decision()).as(consents[0] + " and " + consents[1]).isEqualTo("APPROVE");
      assertThat(back.score()).isZero();
      assertThat(back.codes()).isEmpty();
    }
  }

  @Test
  void countsWhatCameOfComparisons() {
    double compared = shop.comparisonsAtB("COMPARED");
    double unasked = shop.comparisonsAtB("NO_CONSENT");

    byte[] man = shop.picture(MAN);
    takeBack(sellTo(MAN, ""), FaceStores.swayed(man, -2), card(card), "");
    String sold = shop.photoAtA(man, null);
    String now = shop.photoAtB(FaceStores.swayed(man, -3), AGREED);
    shop.takeBack(shop.sell(sold, card, ""), now, card(card), "");

    assertThat(shop.comparisonsAtB("COMPARED")).isEqualTo(compared + 1);
    assertThat(shop.comparisonsAtB("NO_CONSENT")).isEqualTo(unasked + 1);
    assertThat(shop.comparisonsAtB("LATE")).isZero();
  }

  @Test
  void holdsWhereAComparisonIsDeclinedAndTheMoneyLeavesTheCard() {
    String receipt = sellTo(MAN, "");
    String declined = shop.photoAtB(shop.stranger(), null);

    Verdict held = shop.takeBack(receipt, declined, "\"type\":\"CASH\"", "");

    assertThat(held.decision()).isEqualTo("REVIEW");
    assertThat(held.codes()).contains("FACE_UNCERTAIN", "CARD_TO_CASH");
    assertThat(held.remedy()).isEqualTo("PRESENT_ORIGINAL_CARD");
  }

  @Test
  void thePresentedCardSettlesADeclinedComparison() {
    String receipt = sellTo(MAN, customer("CU-" + card));
    String declined = shop.photoAtB(shop.stranger(), null);
    String other = customer("OTHER-" + card);
    Verdict held = shop.takeBack(receipt, declined, card(card), other);
    assertThat(held.decision()).isEqualTo("REVIEW");
    assertThat(held.score()).isEqualTo(60);
    assertThat(held.remedy()).isEqualTo("PRESENT_ORIGINAL_CARD");

    Verdict served =
        shop.takeBack(
            receipt,
            declined,
            card(card),
            other + "\"originalCardPresent\":true,\"retryOf\":\"" + held.id() + "\",");

    assertThat(served.decision()).isEqualTo("APPROVE");
  }

  @Test
  void weighsAnotherPersonWithAnotherAccountAsTheWorkedExampleDoes() {
    Verdict back =
        takeBack(
            sellTo(MAN, customer("CU-" + card)),
            shop.stranger(),
            card(card),
            customer("OTHER-" + card));

    assertThat(back.codes()).containsExactlyInAnyOrder("FACE_MISMATCH", "CUSTOMER_MISMATCH");
    assertThat(back.score()).isEqualTo(78);
  }

  @Test
  void servesAFamilyMemberWithTheOriginalCard() {
    Verdict back =
        takeBack(
            sellTo(MAN, customer("CU-" + card)),
            shop.picture("Family1-Mom1.jpg"),
            card(card),
            customer("OTHER-" + card) + "\"originalCardPresent\":true,");

    assertThat(back.codes()).containsExactlyInAnyOrder("FACE_MISMATCH", "CUSTOMER_MISMATCH");
    assertThat(back.score()).isEqualTo(39);
    assertThat(back.decision()).isEqualTo("APPROVE");
  }

  @Test
  void servesWhoGotItAsAGift() {
    Verdict back =
        takeBack(
            sellTo(MAN, customer("CU-" + card) + "\"giftReceipt\":true,"),
            shop.stranger(),
            "\"type\":\"STORE_CREDIT\"",
            customer("OTHER-" + card) + "\"giftReceiptPresented\":true,");

    assertThat(back.codes()).contains("FACE_MISMATCH", "CUSTOMER_MISMATCH");
    assertThat(back.score()).isEqualTo(20);
    assertThat(back.decision()).isEqualTo("APPROVE");
  }

  @Test
  void blocksAnotherPersonWhoWantsItOnAnotherCard() {
    Verdict back =
        takeBack(
            sellTo(MAN, customer("CU-" + card)),
            shop.stranger(),
            card("tok_other_" + card),
            customer("OTHER-" + card));

    assertThat(back.codes())
        .containsExactlyInAnyOrder("FACE_MISMATCH", "CUSTOMER_MISMATCH", "CARD_TO_OTHER_CARD");
    assertThat(back.decision()).isEqualTo("BLOCK");
  }

  @Test
  void blocksThePictureOfThePurchase() {
    byte[] bought = FaceStores.mirrored(shop.picture(MAN));
    String receipt = shop.sell(shop.photoAtA(bought, AGREED), card, "");

    Verdict back = shop.takeBack(receipt, shop.photoAtB(bought, AGREED), card(card), "");

    // it is the purchaser's face, which does not help
    assertThat(back.codes()).contains("PHOTO_REPLAY");
    assertThat(back.decision()).isEqualTo("BLOCK");
    assertThat(back.score()).isGreaterThanOrEqualTo(92);
  }

  @Test
  void blocksThePictureOfThePurchaseAlsoWhereItWasScaledAndEncodedAnew() {
    byte[] bought = FaceStores.mirrored(shop.picture("Family1-Dad3.jpg"));
    String receipt = shop.sell(shop.photoAtA(bought, null), card, "");

    Verdict back = shop.takeBack(receipt, shop.photoAtB(scaled(bought), null), card(card), "");

    assertThat(back.codes()).contains("PHOTO_REPLAY");
    assertThat(back.decision()).isEqualTo("BLOCK");
  }

  @Test
  void blocksThePictureOfThePurchaseAlsoWhereItsBorderWasCutOff() {
    byte[] bought = shop.picture("Family1-Dad3.jpg");
    String receipt = shop.sell(shop.photoAtA(bought, null), card, "");

    Verdict back = shop.takeBack(receipt, shop.photoAtB(cut(bought), null), card(card), "");

    assertThat(back.codes()).contains("PHOTO_REPLAY");
    assertThat(back.decision()).isEqualTo("BLOCK");
  }

  @ParameterizedTest
  @ValueSource(strings = {"image_F1.jpg", "image_F2.jpg"})
  void servesNoPictureOfAPrintOrAScreen(String attack) {
    String receipt = sellTo(MAN, "");
    Answer kept = shop.storeB("integration").photo(shop.picture(attack), AGREED);
    assertThat(kept.json().getJsonObject("face").getBoolean("verified")).isFalse();
    assertThat(kept.json().getJsonObject("face").getJsonArray("issues")).contains("NOT_LIVE");

    Verdict back = shop.takeBack(receipt, kept.json().getString("photoId"), card(card), "");

    assertThat(back.codes()).contains("LIVENESS_FAIL");
    assertThat(back.decision()).isNotEqualTo("APPROVE");
  }

  @Test
  void takesNoDrawnPersonForACustomer() {
    String receipt = sellTo(MAN, "");
    Answer kept = shop.storeB("integration").photo(DemoPictures.personJpeg(7, 1), AGREED);
    assertThat(kept.json().getJsonObject("face").getBoolean("verified")).isFalse();

    Verdict marked = shop.takeBack(receipt, kept.json().getString("photoId"), card(card), "");

    assertThat(marked.codes()).contains("PHOTO_MISSING");
    assertThat(marked.decision()).isNotEqualTo("APPROVE");
  }

  @Test
  void doesNotServeADrawnPersonWhoseMarkWasTakenAway() {
    String receipt = sellTo(MAN, "");
    Answer kept =
        shop.storeB("integration").photo(encodedAnew(DemoPictures.personJpeg(8, 1)), AGREED);

    Verdict back = shop.takeBack(receipt, kept.json().getString("photoId"), card(card), "");

    assertThat(back.codes()).as(kept.body()).contains("FACE_MISMATCH");
    assertThat(back.decision()).isNotEqualTo("APPROVE");
  }

  @Test
  void asksForAnotherPhotoWhereSomebodyElseTakesTheGoods() {
    // Given the man of the purchase, photographed at B
    String receipt = sellTo(MAN, "");
    byte[] man = shop.picture(SAME_MAN);
    String photo = shop.liveAtB(man);
    assertThat(shop.presence(photo, man))
        .isEqualTo(presence(photo).put("person", "SAME").putNull("why"));

    // When a woman stands there instead
    assertThat(shop.presence(photo, shop.picture("Family2-Lady1.jpg")).getString("person"))
        .isEqualTo("OTHER");

    // Then his photo serves nobody, until he is there again
    Answer refused = shop.tryToTakeBack(receipt, photo, card(card), "");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().getString("code")).isEqualTo("PHOTO_OF_OTHER_PERSON");
    assertThat(shop.presence(photo, man).getString("person")).isEqualTo("SAME");
    assertThat(shop.takeBack(receipt, photo, card(card), "").decision()).isEqualTo("APPROVE");
  }

  @Test
  void comparesNobodyWithinAVisitWhoDidNotAgreeOrWasNotSeen() {
    String handedIn = shop.photoAtB(shop.stranger(), AGREED);
    assertThat(shop.presence(handedIn, shop.picture(MAN)))
        .isEqualTo(presence(handedIn).put("person", "UNKNOWN").put("why", "NOT_LIVE"));
    String declined = shop.liveAtB(shop.picture(SAME_MAN), PHOTO);
    assertThat(shop.presence(declined, shop.picture(MAN)))
        .isEqualTo(presence(declined).put("person", "UNKNOWN").put("why", "NO_CONSENT"));
    String agreed = shop.liveAtB(shop.picture(SAME_MAN), AGREED);
    assertThat(shop.presence(agreed, DemoPictures.facelessJpeg(3)))
        .isEqualTo(presence(agreed).put("person", "UNKNOWN").put("why", "NO_FACE"));
  }

  private static JsonObject presence(String photo) {
    return new JsonObject().put("photoId", photo);
  }

  @Test
  void refusesAConsentThatIsNone() {
    Answer refused = shop.storeA().photo(shop.picture(MAN), "purposes=everything");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().getString("code")).isEqualTo("PHOTO_CONSENT_INVALID");
  }

  private String sellTo(String person, String more) {
    return shop.sell(shop.photoAtA(shop.picture(person), AGREED), card, more);
  }

  private static Verdict takeBack(String receipt, byte[] person, String tender, String more) {
    return shop.takeBack(receipt, shop.photoAtB(person, AGREED), tender, more);
  }

  private static byte[] cut(byte[] jpeg) {
    Mat picture = Imgcodecs.imdecode(new MatOfByte(jpeg), Imgcodecs.IMREAD_COLOR);
    Mat inner = picture.submat(new Rect(5, 3, picture.cols() - 9, picture.rows() - 7)).clone();
    MatOfByte fresh = new MatOfByte();
    Imgcodecs.imencode(".jpg", inner, fresh, new MatOfInt(Imgcodecs.IMWRITE_JPEG_QUALITY, 90));
    picture.release();
    inner.release();
    return fresh.toArray();
  }

  private static byte[] scaled(byte[] jpeg) {
    Mat picture = Imgcodecs.imdecode(new MatOfByte(jpeg), Imgcodecs.IMREAD_COLOR);
    Mat sized = new Mat();
    Imgproc.resize(picture, sized, new Size(), 0.8, 0.8, Imgproc.INTER_AREA);
    MatOfByte fresh = new MatOfByte();
    Imgcodecs.imencode(".jpg", sized, fresh, new MatOfInt(Imgcodecs.IMWRITE_JPEG_QUALITY, 60));
    picture.release();
    sized.release();
    return fresh.toArray();
  }

  private static byte[] encodedAnew(byte[] jpeg) {
    Mat picture = Imgcodecs.imdecode(new MatOfByte(jpeg), Imgcodecs.IMREAD_COLOR);
    MatOfByte fresh = new MatOfByte();
    Imgcodecs.imencode(".jpg", picture, fresh, new MatOfInt(Imgcodecs.IMWRITE_JPEG_QUALITY, 80));
    picture.release();
    return fresh.toArray();
  }
}
