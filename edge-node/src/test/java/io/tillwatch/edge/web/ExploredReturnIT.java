package io.tillwatch.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.support.TestNodes;
import io.tillwatch.edge.web.Http.Answer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two stores that hold every second soft block by chance. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExploredReturnIT {
  private static final String APPROVE = "{\"outcome\":\"APPROVE\",\"note\":\"it is hers\"}";
  private static final int TRIES = 40;

  private TestNodes nodes;
  private Http kiosk;
  private int customers;

  /** Somebody else's card receipt, for cash: two groups of evidence, and no ledger fact. */
  @BeforeAll
  void start(@TempDir Path dir) throws IOException {
    String rules =
        Files.readString(Path.of("../conf/rules.yaml"))
            .replace(points("CUSTOMER_MISMATCH", 45), points("CUSTOMER_MISMATCH", 80))
            .replace(points("CARD_TO_CASH", 45), points("CARD_TO_CASH", 80));
    assertThat(rules).contains(points("CARD_TO_CASH", 80));
    nodes =
        new TestNodes(
            dir,
            Files.writeString(dir.resolve("rules.yaml"), rules),
            Map.of("TILLWATCH_MODEL_EXPLORE_PERMILLE", "500"),
            "store-a",
            "store-b");
    nodes.start("store-a");
    nodes.start("store-b");
    kiosk = Http.of(nodes.config("store-a"), "kiosk");
  }

  private static String points(String code, int points) {
    return "- code: %s\n    mode: active\n    points: %d\n".formatted(code, points);
  }

  @AfterAll
  void stop() {
    nodes.close();
  }

  private String buy() {
    Answer sale =
        kiosk.submit(
            "/api/v1/sales",
            """
            {"laneId":"A-01","customerId":"BUYER-%d","currency":"USD",
             "lines":[{"sku":"SHIRT_001","quantity":1,"unitPriceMinor":2999}],
             "tender":{"type":"CARD","token":"tok_%d"}}"""
                .formatted(customers, customers));
    assertThat(sale.status()).as(sale.body()).isEqualTo(201);
    return sale.json().getJsonObject("transaction").getString("receiptNumber");
  }

  private JsonObject takeBack(String receipt) {
    Answer answer =
        kiosk.submit(
            "/api/v1/returns",
            """
            {"laneId":"A-01","customerId":"OTHER-%d","currency":"USD","receiptNumber":"%s",
             "lines":[{"sku":"SHIRT_001","quantity":1,"unitPriceMinor":2999}],
             "refundTender":{"type":"CASH"}}"""
                .formatted(customers++, receipt));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json();
  }

  private static String status(JsonObject answer) {
    return answer.getJsonObject("transaction").getString("status");
  }

  private JsonObject first(String status) {
    for (int i = 0; i < TRIES; i++) {
      JsonObject answer = takeBack(buy());
      assertThat(status(answer)).isIn("HELD", "BLOCKED");
      if (status(answer).equals(status)) {
        return answer;
      }
    }
    throw new AssertionError("none of " + TRIES + " was " + status);
  }

  @Test
  void holdsSomeSoftBlocksWhichOnlyTwoReviewersPay() {
    JsonObject held = first("HELD");
    String path =
        "/api/v1/transactions/" + held.getJsonObject("transaction").getString("id") + "/decision";
    assertThat(held.getJsonObject("assessment").getInteger("score")).isEqualTo(84);

    Answer one = Http.of(nodes.config("store-a"), "reviewer").post(path, APPROVE);
    Answer again = Http.of(nodes.config("store-a"), "reviewer").post(path, APPROVE);
    Answer two = Http.of(nodes.config("store-a"), "admin").post(path, APPROVE);

    assertThat(status(one.json())).as(one.body()).isEqualTo("HELD");
    assertThat(one.json().getLong("refundMinor")).isZero();
    assertThat(again.json().getString("code")).isEqualTo("SECOND_REVIEWER_NEEDED");
    assertThat(status(two.json())).as(two.body()).isEqualTo("COMPLETED");
    assertThat(two.json().getLong("refundMinor")).isEqualTo(2_999);
  }

  @Test
  void drawsTheSameForTheSameReceiptHoweverOftenItIsTried() {
    JsonObject blocked = first("BLOCKED");
    String receipt = blocked.getJsonObject("transaction").getString("receiptNumber");

    for (int i = 0; i < 10; i++) {
      assertThat(status(takeBack(receipt))).isEqualTo("BLOCKED");
    }
  }

  /** Of two that are refused alike one is held, so its verdict counts for both. */
  @Test
  void weighsTheVerdictByTheReturnsItSpeaksFor() {
    String id = first("HELD").getJsonObject("transaction").getString("id");
    Answer verdict =
        Http.of(nodes.config("store-a"), "reviewer")
            .post(
                "/api/v1/alerts/al_" + id + "/resolution",
                "{\"outcome\":\"FRAUD\",\"note\":\"not hers\"}");
    assertThat(verdict.status()).as(verdict.body()).isEqualTo(200);

    String lines =
        Http.of(nodes.config("store-a"), "admin").get("/api/v1/models/training-data").body();

    assertThat(lines.lines().filter(line -> line.startsWith("\"" + id)))
        .singleElement()
        .asString()
        .contains(",\"FRAUD\",2,");
  }
}
