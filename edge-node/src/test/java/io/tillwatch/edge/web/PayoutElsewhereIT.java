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

/** Cash that one store approved and a lane of another pays. */
@Tag("proof")
class PayoutElsewhereIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  private TestNodes nodes;

  @BeforeEach
  void start(@TempDir Path dir) {
    nodes = new TestNodes(dir, "store-a", "store-b");
    nodes.start("store-a");
    nodes.start("store-b");
  }

  @AfterEach
  void stop() {
    nodes.close();
  }

  @Test
  void isPaidOnceWhenLanesOfBothStoresAskAtOnceAlsoBehindARestart() {
    JsonObject ready = approved(heldAtA());
    String id = id(ready);
    nodes.stop("store-a");
    nodes.start("store-a");
    Await.until("A is heard by B", SOON, () -> settlement("store-b", ready).equals("READY"));

    CompletableFuture<Answer> atA = CompletableFuture.supplyAsync(() -> payOut("store-a", id, 1));
    CompletableFuture<Answer> atB = CompletableFuture.supplyAsync(() -> payOut("store-b", id, 2));
    List<Answer> both = List.of(atA.join(), atB.join());

    assertThat(both).extracting(Answer::status).containsExactlyInAnyOrder(200, 409);
    boolean paidAtB = both.get(1).status() == 200;
    for (String store : List.of("store-a", "store-b")) {
      Await.until(store + " knows", SOON, () -> settlement(store, ready).equals("PAID"));
      assertThat(recalled(store, ready).getJsonObject("payout").getString("storeId"))
          .isEqualTo(paidAtB ? "store-b" : "store-a");
    }
    nodes.stop("store-a");
    nodes.start("store-a");
    assertThat(payOut("store-a", id, 3).json().getString("code")).isEqualTo("ALREADY_PAID_OUT");
  }

  @Test
  void aLaneElsewhereIsToldToWaitWhileTheStoreThatHoldsItIsAwayAndThenPaysOnce() {
    JsonObject ready = approved(heldAtA());
    String id = id(ready);
    Await.until("B knows", SOON, () -> settlement("store-b", ready).equals("READY"));
    nodes.stop("store-a");

    Answer away = payOut("store-b", id, 2);
    nodes.start("store-a");
    Await.until("B pays", SOON, () -> payOut("store-b", id, 2).status() == 200);
    Answer again = payOut("store-b", id, 2);

    assertThat(away.status()).as(away.body()).isEqualTo(503);
    assertThat(away.json().getString("code")).isEqualTo("HOLDING_STORE_UNREACHABLE");
    assertThat(again.status()).as(again.body()).isEqualTo(200);
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(again.json().getString("settlement")).isEqualTo("PAID");
    assertThat(payOut("store-a", id, 1).json().getString("code")).isEqualTo("ALREADY_PAID_OUT");
  }

  /** A member of staff takes back what they bought themselves. */
  private JsonObject heldAtA() {
    Http kiosk = Http.of(nodes.config("store-a"), "kiosk");
    String receipt =
        kiosk
            .submit(
                "/api/v1/sales",
                """
                {"laneId":"A-01","cashierId":"C-17","customerId":"CU-E","currency":"USD",
                 "lines":[{"sku":"SHIRT_001","quantity":1,"unitPriceMinor":2999}],
                 "tender":{"type":"CASH"},"employeeId":"E-1"}""")
            .json()
            .getJsonObject("transaction")
            .getString("receiptNumber");
    Answer held =
        kiosk.submit(
            "/api/v1/returns",
            """
            {"laneId":"A-01","cashierId":"E-1","customerId":"CU-E","currency":"USD",
             "receiptNumber":"%s",
             "lines":[{"sku":"SHIRT_001","quantity":1,"unitPriceMinor":2999,"condition":"NEW"}],
             "refundTender":{"type":"CASH"}}"""
                .formatted(receipt));
    assertThat(held.json().getString("settlement")).as(held.body()).isEqualTo("WAITING");
    return held.json();
  }

  private JsonObject approved(JsonObject held) {
    Answer approved =
        Http.of(nodes.config("store-a"), "reviewer")
            .post("/api/v1/transactions/" + id(held) + "/decision", "{\"outcome\":\"APPROVE\"}");
    assertThat(approved.json().getString("settlement")).as(approved.body()).isEqualTo("READY");
    return approved.json();
  }

  private Answer payOut(String store, String id, int lane) {
    return Http.of(nodes.config(store), "kiosk")
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
        Http.of(nodes.config(store), "kiosk")
            .get("/api/v1/transactions?reference=" + item.getString("reference"))
            .json()
            .getJsonArray("items");
    return items.isEmpty() ? null : items.getJsonObject(0);
  }

  private static String id(JsonObject item) {
    return item.getJsonObject("transaction").getString("id");
  }
}
