package io.tillwatch.edge.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tillwatch.edge.camera.TestFaces;
import io.tillwatch.edge.camera.vision.KnownModels;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.TestNodes;
import io.tillwatch.edge.web.Http.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who returns is compared with who bought, in another store, where both agreed to it. */
class FaceMatchIT {
  private static final String MATCH = "purposes=photo,match;text=v3;lang=en";
  private static final String PHOTO = "purposes=photo;text=v3;lang=en";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private static Path dir;
  private static Path pictures;
  private static TestNodes nodes;
  private static Http storeA;
  private static Http storeB;

  @BeforeAll
  static void openStores() {
    var faces = TestFaces.folder();
    assumeTrue(faces.isPresent(), "no test faces");
    pictures = faces.get().resolve("pictures");
    Path models = faces.get().resolve("models");
    assertThat(models.resolve(KnownModels.SPOOF_NEAR_FILE)).exists();
    Map<String, String> settings =
        Map.of(
            "TILLWATCH_CAMERA_MODELS_DETECTOR",
            models.resolve("face_detection_yunet_2023mar.onnx").toString(),
            "TILLWATCH_CAMERA_MODELS_RECOGNIZER",
            models.resolve("mobileface_v2.onnx").toString(),
            "TILLWATCH_CAMERA_MODELS_LIVENESS",
            models.toString());
    nodes = new TestNodes(dir, Path.of("../conf/rules.yaml"), settings, "store-a", "store-b");
    nodes.start("store-a");
    nodes.start("store-b");
    storeA = Http.of(nodes.config("store-a"), "integration");
    storeB = Http.of(nodes.config("store-b"), "integration");
  }

  @AfterAll
  static void closeStores() {
    if (nodes != null) {
      nodes.close();
    }
  }

  @Test
  void doesNotServeAWomanWithAMansReceipt() {
    String receipt = sellTo("Family1-Dad1.jpg", MATCH);

    JsonObject back = takeBack(receipt, "Family2-Lady1.jpg", MATCH);

    assertThat(decision(back)).isNotEqualTo("APPROVE");
    assertThat(codes(back)).contains("FACE_MISMATCH");
    JsonObject alert = alertOf(back);
    assertThat(alert.encode()).contains("FACE_MISMATCH");
  }

  @Test
  void servesTheManWhoBought() {
    String receipt = sellTo("Family1-Dad1.jpg", MATCH);

    JsonObject back = takeBack(receipt, "Family1-Dad2.jpg", MATCH);

    assertThat(decision(back)).isEqualTo("APPROVE");
    assertThat(codes(back)).doesNotContain("FACE_MISMATCH", "FACE_UNCERTAIN");
    assertThat(back.getJsonObject("assessment").encode()).contains("STRONG_FACE_MATCH");
  }

  @Test
  void comparesNobodyWhoDidNotAgreeAndPunishesNobodyForIt() {
    for (String[] consents :
        new String[][] {{null, null}, {PHOTO, MATCH}, {null, MATCH}, {MATCH, PHOTO}}) {
      String receipt = sellTo("Family1-Dad1.jpg", consents[0]);

      JsonObject back = takeBack(receipt, "Family2-Lady1.jpg", consents[1]);

      assertThat(decision(back)).as(consents[0] + " and " + consents[1]).isEqualTo("APPROVE");
      assertThat(codes(back)).noneMatch(code -> code.startsWith("FACE_"));
    }
  }

  @Test
  void holdsWhereAComparisonIsDeclinedAndTheMoneyLeavesTheCard() {
    String receipt = sellTo("Family1-Dad1.jpg", MATCH);

    JsonObject other = takeBack(receipt, "Family2-Lady1.jpg", null, "\"type\":\"CASH\"");

    assertThat(decision(other)).isEqualTo("REVIEW");
    assertThat(codes(other)).contains("FACE_UNCERTAIN", "CARD_TO_CASH");
    assertThat(other.getJsonObject("assessment").getString("remedy"))
        .isEqualTo("PRESENT_ORIGINAL_CARD");
  }

  @Test
  void refusesAConsentThatIsNone() throws IOException {
    byte[] picture = Files.readAllBytes(find("Family1-Dad1.jpg"));

    Answer refused = storeA.photo(picture, "purposes=everything");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().getString("code")).isEqualTo("PHOTO_CONSENT_INVALID");
  }

  private static String sellTo(String person, String consent) {
    JsonObject sold =
        storeA
            .submit(
                "/api/v1/sales",
                """
                {"laneId":"A-01","cashierId":"C-17","currency":"USD","photoId":"%s",
                 "lines":[{"sku":"SHIRT_001","quantity":1,"unitPriceMinor":2999}],
                 "tender":{"type":"CARD","token":"tok_1"}}"""
                    .formatted(photo(storeA, person, consent)))
            .json();
    String receipt = sold.getJsonObject("transaction").getString("receiptNumber");
    Await.until(
        "B knows " + receipt,
        PATIENCE,
        () -> storeB.get("/api/v1/receipts/" + receipt).status() == 200);
    return receipt;
  }

  private static JsonObject takeBack(String receipt, String person, String consent) {
    return takeBack(receipt, person, consent, "\"type\":\"CARD\",\"token\":\"tok_1\"");
  }

  private static JsonObject takeBack(String receipt, String person, String consent, String tender) {
    Answer answer =
        storeB.submit(
            "/api/v1/returns",
            """
            {"laneId":"B-01","cashierId":"C-21","currency":"USD","receiptNumber":"%s",
             "photoId":"%s",
             "lines":[{"sku":"SHIRT_001","quantity":1,"unitPriceMinor":2999,"condition":"NEW"}],
             "refundTender":{%s}}"""
                .formatted(receipt, photo(storeB, person, consent), tender));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json();
  }

  private static String photo(Http store, String person, String consent) {
    Answer kept = store.photo(TestFaces.bytes(find(person)), consent);
    assertThat(kept.status()).as(kept.body()).isEqualTo(201);
    assertThat(kept.json().getJsonObject("face").getBoolean("verified"))
        .as(person + ": " + kept.body())
        .isTrue();
    return kept.json().getString("photoId");
  }

  private static Path find(String person) {
    try (Stream<Path> all = Files.walk(pictures)) {
      return all.filter(file -> file.endsWith(person)).findFirst().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String decision(JsonObject answer) {
    return answer.getJsonObject("assessment").getString("decision");
  }

  private static List<String> codes(JsonObject answer) {
    JsonArray reasons = answer.getJsonObject("assessment").getJsonArray("reasons");
    return reasons.stream().map(reason -> ((JsonObject) reason).getString("code")).toList();
  }

  private static JsonObject alertOf(JsonObject answer) {
    String id = answer.getJsonObject("transaction").getString("id");
    Http reviewer = Http.of(nodes.config("store-b"), "reviewer");
    Await.until(
        "the alert of " + id,
        PATIENCE,
        () -> reviewer.get("/api/v1/alerts/al_" + id).status() == 200);
    return reviewer.get("/api/v1/alerts/al_" + id).json();
  }
}
