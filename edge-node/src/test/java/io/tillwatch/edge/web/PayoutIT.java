package io.tillwatch.edge.web;

import static io.tillwatch.edge.web.WebStore.ADMIN;
import static io.tillwatch.edge.web.WebStore.INTEGRATION;
import static io.tillwatch.edge.web.WebStore.KIOSK;
import static io.tillwatch.edge.web.WebStore.REVIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.web.Http.Answer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The cash of an approved return, in the store that holds it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PayoutIT {
  private WebStore store;
  private int customers;

  @BeforeAll
  void start(@TempDir Path dir) throws IOException {
    store = new WebStore("store-a", dir);
  }

  @AfterAll
  void stop() {
    store.close();
  }

  @Test
  void isPaidOnceOfManyLanesThatAskAtOnce() {
    String id = ready();

    List<CompletableFuture<Answer>> lanes =
        IntStream.range(0, 8)
            .mapToObj(lane -> CompletableFuture.supplyAsync(() -> payOut(KIOSK, id, lane)))
            .toList();
    List<Answer> answers = lanes.stream().map(CompletableFuture::join).toList();

    assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.status() == 409)
        .hasSize(7)
        .allMatch(answer -> answer.json().getString("code").equals("ALREADY_PAID_OUT"));
    JsonObject item = item(id);
    assertThat(item.getString("settlement")).isEqualTo("PAID");
    assertThat(item.getLong("refundMinor")).isEqualTo(249_999);
    assertThat(audited(id, "REFUND_PAID_OUT")).isEqualTo(1);
  }

  @Test
  void theSameLaneIsAnsweredTheSameAgain() {
    String id = ready();

    Answer first = payOut(KIOSK, id, 1);
    Answer again = payOut(KIOSK, id, 1);
    Answer otherCashier = pay(KIOSK, id, "{\"laneId\":\"A-1\",\"cashierId\":\"C-other\"}");

    assertThat(first.status()).as(first.body()).isEqualTo(200);
    assertThat(first.header("Idempotency-Replayed")).isNull();
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(again.json()).isEqualTo(first.json());
    assertThat(first.json().getJsonObject("payout").getString("laneId")).isEqualTo("A-1");
    assertThat(otherCashier.status()).isEqualTo(409);
    assertThat(audited(id, "REFUND_PAID_OUT")).isEqualTo(1);
    assertThat(store.as(REVIEWER).get("/api/v1/alerts/al_" + id).body()).contains("PAID_OUT");
  }

  @Test
  void onlyTillsPayOut() {
    String id = ready();

    assertThat(payOut(REVIEWER, id, 1).status()).isEqualTo(403);
    assertThat(payOut(ADMIN, id, 1).status()).isEqualTo(403);
    Answer nobody =
        store.anonymous().post("/api/v1/transactions/" + id + "/payout", "{\"laneId\":\"A-1\"}");
    assertThat(nobody.status()).isEqualTo(401);
    assertThat(item(id).getString("settlement")).isEqualTo("READY");
    assertThat(payOut(INTEGRATION, id, 1).status()).isEqualTo(200);
  }

  @Test
  void whatIsNotReadyIsNotPaidOut() {
    String held = takeBack("HOLD", "CASH");
    String declined = takeBack("HOLD", "CASH");
    decide(declined, "DECLINE");
    String card = takeBack("HOLD", "CARD\",\"token\":\"tok_1");
    JsonObject toCard = decide(card, "APPROVE");
    String sale = id(store.as(KIOSK).submit("/api/v1/sales", WebStore.sale("CU-sale")).json());

    refused(payOut(KIOSK, held, 1), "PAYOUT_NOT_READY");
    refused(payOut(KIOSK, declined, 1), "PAYOUT_NOT_READY");
    refused(payOut(KIOSK, sale, 1), "PAYOUT_NOT_READY");
    refused(payOut(KIOSK, takeBack("BLOCK", "CASH"), 1), "PAYOUT_NOT_READY");
    refused(payOut(KIOSK, takeBack("CU", "CASH"), 1), "ALREADY_PAID_OUT");
    refused(payOut(KIOSK, card, 1), "ALREADY_PAID_OUT");
    assertThat(toCard.getString("settlement")).isEqualTo("PAID");
    assertThat(payOut(KIOSK, "tx_nobody", 1).status()).isEqualTo(404);
    assertThat(item(declined).getString("settlement")).isEqualTo("NONE");
  }

  @Test
  void readsTheBodyStrictly() {
    String id = ready();

    for (String body :
        List.of(
            "{}",
            "{\"laneId\":7}",
            "{\"laneId\":\"\"}",
            "{\"laneId\":\"A-1\",\"amountMinor\":1}",
            "{\"laneId\":\"A-1\",\"cashierId\":\"" + "x".repeat(65) + "\"}")) {
      assertThat(pay(KIOSK, id, body).status()).as(body).isEqualTo(422);
    }
    assertThat(item(id).getString("settlement")).isEqualTo("READY");
  }

  @Test
  void isPartOfTheAuditExport() {
    String id = ready();
    payOut(KIOSK, id, 3);

    String export = store.as(REVIEWER).get("/api/v1/audit/export").body();

    assertThat(export.lines().filter(line -> line.contains("\"kind\":\"PAYOUT\"")))
        .anyMatch(line -> line.contains(id) && line.contains("\"laneId\":\"A-3\""));
  }

  private String ready() {
    String id = takeBack("HOLD", "CASH");
    JsonObject approved = decide(id, "APPROVE");
    assertThat(approved.getString("settlement")).as(approved.encode()).isEqualTo("READY");
    assertThat(approved.getJsonObject("transaction").getString("status")).isEqualTo("COMPLETED");
    return id;
  }

  private String takeBack(String customer, String tender) {
    String body =
        """
        {"laneId":"A-01","customerId":"%s-%d","currency":"USD",
         "lines":[{"sku":"LAPTOP_001","quantity":1,"unitPriceMinor":249999}],
         "refundTender":{"type":"%s"}}"""
            .formatted(customer, customers++, tender);
    Answer answer = store.as(KIOSK).submit("/api/v1/returns", body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return id(answer.json());
  }

  private JsonObject decide(String id, String outcome) {
    return store
        .as(REVIEWER)
        .post("/api/v1/transactions/" + id + "/decision", "{\"outcome\":\"" + outcome + "\"}")
        .json();
  }

  private Answer payOut(String key, String id, int lane) {
    return pay(key, id, "{\"laneId\":\"A-%d\",\"cashierId\":\"C-%d\"}".formatted(lane, lane));
  }

  private Answer pay(String key, String id, String body) {
    return store.as(key).post("/api/v1/transactions/" + id + "/payout", body);
  }

  private JsonObject item(String id) {
    return store.as(REVIEWER).get("/api/v1/transactions/" + id).json();
  }

  private long audited(String id, String action) {
    return store.as(REVIEWER).get("/api/v1/audit?limit=200").json().getJsonArray("items").stream()
        .map(JsonObject.class::cast)
        .filter(entry -> id.equals(entry.getString("target")))
        .filter(entry -> action.equals(entry.getString("action")))
        .count();
  }

  private static void refused(Answer answer, String code) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(409);
    assertThat(answer.json().getString("code")).isEqualTo(code);
  }

  private static String id(JsonObject item) {
    return item.getJsonObject("transaction").getString("id");
  }
}
