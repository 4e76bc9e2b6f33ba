package io.tillwatch.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.TestNodes;
import io.tillwatch.edge.web.Http.Answer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two stores whose rules ask for two reviewers from 500.00 on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FourEyesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String APPROVE = "{\"outcome\":\"APPROVE\",\"note\":\"knows the receipt\"}";

  private TestNodes nodes;
  private Http kioskOfB;
  private Http reviewerOfB;
  private Http reviewerOfA;
  private int customers;

  @BeforeAll
  void start(@TempDir Path dir) throws IOException {
    String rules =
        Files.readString(Path.of("../conf/rules.yaml"))
            .replace("twoReviewersFromMinor: 0", "twoReviewersFromMinor: 50000")
            .replace("points: 35\n  # floor\n  - code: VOIDED", "points: 70\n  - code: VOIDED");
    assertThat(rules).contains("points: 70\n  - code: VOIDED");
    nodes =
        new TestNodes(
            dir, Files.writeString(dir.resolve("rules.yaml"), rules), "store-a", "store-b");
    nodes.start("store-a");
    nodes.start("store-b");
    kioskOfB = as("store-b", "kiosk");
    reviewerOfB = as("store-b", "reviewer");
    reviewerOfA = as("store-a", "reviewer");
  }

  @AfterAll
  void stop() {
    nodes.close();
  }

  @Test
  void oneReviewerIsEnoughBelowTheAmount() {
    String id = held(1);

    Answer approved = reviewerOfB.post(decision(id), APPROVE);

    assertThat(approved.json().getJsonObject("transaction").getString("status"))
        .isEqualTo("COMPLETED");
  }

  @Test
  void twoDifferentReviewersApproveFromTheAmountOnInWhateverStore() {
    String id = held(2);
    awaitKnownAtA(id);

    Answer first = reviewerOfB.post(decision(id), APPROVE);
    Answer again = reviewerOfB.post(decision(id), APPROVE);
    Answer second = reviewerOfA.post(decision(id), APPROVE);

    JsonObject waiting = first.json().getJsonObject("transaction");
    assertThat(first.status()).as(first.body()).isEqualTo(200);
    assertThat(waiting.getString("status")).isEqualTo("HELD");
    assertThat(waiting.getJsonObject("firstApproval").getString("note"))
        .isEqualTo("knows the receipt");
    assertThat(first.json().getLong("refundMinor")).isZero();
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.json().getString("code")).isEqualTo("SECOND_REVIEWER_NEEDED");
    assertThat(again.json().getString("detail")).contains("second, different reviewer");
    assertThat(second.json().getJsonObject("transaction").getString("status"))
        .isEqualTo("COMPLETED");
    assertThat(second.json().getLong("refundMinor")).isEqualTo(2 * 29_999);
    JsonObject settled = reviewerOfB.get("/api/v1/transactions/" + id).json();
    assertThat(settled.getJsonObject("decision").getString("by"))
        .isNotEqualTo(waiting.getJsonObject("firstApproval").getString("by"));
    assertThat(reviewerOfB.get("/api/v1/alerts/al_" + id).body())
        .contains("FIRST_APPROVAL")
        .contains("RETURN_APPROVED");
  }

  @Test
  void oneReviewerAloneDeclines() {
    String id = held(2);
    reviewerOfB.post(decision(id), APPROVE);

    Answer declined = reviewerOfB.post(decision(id), "{\"outcome\":\"DECLINE\"}");

    assertThat(declined.json().getJsonObject("transaction").getString("status"))
        .isEqualTo("BLOCKED");
    assertThat(declined.json().getLong("refundMinor")).isZero();
  }

  private String held(int jackets) {
    Answer answer =
        kioskOfB.submit(
            "/api/v1/returns",
            """
            {"laneId":"B-01","customerId":"EYES-%d","currency":"USD",
             "lines":[{"sku":"JACKET_001","quantity":%d,"unitPriceMinor":29999}],
             "refundTender":{"type":"STORE_CREDIT"}}"""
                .formatted(customers++, jackets));
    JsonObject transaction = answer.json().getJsonObject("transaction");
    assertThat(transaction.getString("status")).as(answer.body()).isEqualTo("HELD");
    return transaction.getString("id");
  }

  private void awaitKnownAtA(String id) {
    Await.until(
        "A knows the return",
        PATIENCE,
        () -> reviewerOfA.get("/api/v1/transactions/" + id).status() == 200);
  }

  private static String decision(String id) {
    return "/api/v1/transactions/" + id + "/decision";
  }

  private Http as(String store, String role) {
    return Http.of(nodes.config(store), role);
  }
}
