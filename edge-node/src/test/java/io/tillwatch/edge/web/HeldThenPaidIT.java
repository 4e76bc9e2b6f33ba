package io.tillwatch.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.TestNodes;
import io.tillwatch.edge.web.Http.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Returns of receipts that the store has not heard of, held while the selling store is away: how
 * their money gets to the customer once that store is heard.
 */
@Tag("proof")
class HeldThenPaidIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  private TestNodes nodes;

  @BeforeEach
  void prepare(@TempDir Path dir) {
    nodes = new TestNodes(dir, "store-a", "store-b");
  }

  @AfterEach
  void stop() {
    nodes.close();
  }

  @Test
  void aCardIsPaidByItselfAndCashOnceWhenItsReferenceIsRecalledOverRestarts() {
    // Given two jackets sold at A, and brought to B before B has heard of them
    nodes.start("store-a");
    String ofCard = sell("CU-card", "{\"type\":\"CARD\",\"token\":\"tok_1\"}");
    String ofCash = sell("CU-cash", "{\"type\":\"CASH\"}");
    nodes.stop("store-a");
    nodes.start("store-b");
    JsonObject card = held("CU-card", ofCard, "{\"type\":\"CARD\",\"token\":\"tok_1\"}");
    JsonObject cash = held("CU-cash", ofCash, "{\"type\":\"CASH\"}");

    // When A is heard again
    nodes.start("store-a");

    // Then the card is paid, and the cash waits, whichever store is asked and restarted
    for (String store : List.of("store-b", "store-a")) {
      Await.until(store + ": the card", SOON, () -> settlement(store, card).equals("PAID"));
      Await.until(store + ": the cash", SOON, () -> settlement(store, cash).equals("READY"));
    }
    nodes.stop("store-b");
    nodes.start("store-b");
    assertThat(settlement("store-b", cash)).isEqualTo("READY");
    Await.until("A reaches B", SOON, () -> payOut("store-a", card, 9).status() == 409);

    // And lanes of both stores that recall it at once pay it once
    List<CompletableFuture<Answer>> lanes =
        List.of(
            CompletableFuture.supplyAsync(() -> payOut("store-a", recalled("store-a", cash), 1)),
            CompletableFuture.supplyAsync(() -> payOut("store-b", recalled("store-b", cash), 2)));
    assertThat(lanes.stream().map(CompletableFuture::join))
        .extracting(Answer::status)
        .containsExactlyInAnyOrder(200, 409);
    for (String store : List.of("store-a", "store-b")) {
      Await.until(store + " knows", SOON, () -> settlement(store, cash).equals("PAID"));
      for (String receipt : List.of(ofCard, ofCash)) {
        assertThat(refundable(store, receipt)).isZero();
      }
      assertThat(findings(store)).isZero();
    }
  }

  private String sell(String customer, String tender) {
    Answer sold =
        kiosk("store-a")
            .submit(
                "/api/v1/sales",
                """
                {"laneId":"A-01","cashierId":"C-17","customerId":"%s","currency":"USD",
                 "lines":[{"sku":"JACKET_001","quantity":1,"unitPriceMinor":29999}],"tender":%s}"""
                    .formatted(customer, tender));
    return sold.json().getJsonObject("transaction").getString("receiptNumber");
  }

  private JsonObject held(String customer, String receipt, String tender) {
    Answer answer =
        kiosk("store-b")
            .submit(
                "/api/v1/returns",
                """
                {"laneId":"B-01","cashierId":"C-%s","customerId":"%s","currency":"USD",
                 "receiptNumber":"%s","entry":"SCANNED",
                 "lines":[{"sku":"JACKET_001","quantity":1,"unitPriceMinor":29999}],
                 "refundTender":%s}"""
                    .formatted(customer, customer, receipt, tender));
    assertThat(answer.json().getString("settlement")).as(answer.body()).isEqualTo("WAITING");
    assertThat(answer.json().getLong("refundMinor")).isZero();
    return answer.json();
  }

  private Answer payOut(String store, JsonObject item, int lane) {
    String id = item.getJsonObject("transaction").getString("id");
    return kiosk(store)
        .post(
            "/api/v1/transactions/" + id + "/payout",
            "{\"laneId\":\"L-%d\",\"cashierId\":\"C-%d\"}".formatted(lane, lane));
  }

  private String settlement(String store, JsonObject item) {
    JsonObject recalled = recalled(store, item);
    return recalled == null ? "UNKNOWN" : recalled.getString("settlement");
  }

  private JsonObject recalled(String store, JsonObject item) {
    JsonArray items =
        kiosk(store)
            .get("/api/v1/transactions?reference=" + item.getString("reference"))
            .json()
            .getJsonArray("items");
    return items.isEmpty() ? null : items.getJsonObject(0);
  }

  private int refundable(String store, String receipt) {
    return kiosk(store)
        .get("/api/v1/receipts/" + receipt)
        .json()
        .getJsonArray("lines")
        .getJsonObject(0)
        .getInteger("refundable");
  }

  private long findings(String store) {
    return Http.of(nodes.config(store), "reviewer")
        .get("/api/v1/alerts?limit=200")
        .json()
        .getJsonArray("items")
        .stream()
        .map(JsonObject.class::cast)
        .filter(alert -> alert.getString("kind").equals("DOUBLE_REFUND"))
        .count();
  }

  private Http kiosk(String store) {
    return Http.of(nodes.config(store), "kiosk");
  }
}
