package io.tillwatch.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.TestNodes;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One store's clock is years off; what the stores remember is not. */
class WrongClockIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration THREE_YEARS = Duration.ofDays(3 * 365);
  private static final List<String> STORES = List.of("store-a", "store-b", "store-c");

  private TestNodes nodes;

  @BeforeEach
  void prepare(@TempDir Path dir) {
    nodes = new TestNodes(dir, STORES.toArray(String[]::new));
  }

  @AfterEach
  void stop() {
    nodes.close();
  }

  @Test
  void oneSaleByAClockAheadTakesNoReceiptFromAnybodysMemory() {
    startAll(THREE_YEARS);
    String early = sell("store-b", "EARLY");
    String other = sell("store-b", "OTHER");
    String later = sell("store-b", "LATER");

    String ahead = sell("store-a", "AHEAD");
    String fromThere = sell("store-a", "THERE");

    assertPaid("store-c", early, "EARLY");
    assertPaid("store-b", other, "OTHER");
    assertPaid("store-b", ahead, "AHEAD");

    mend();

    assertPaid("store-b", later, "LATER");
    assertPaid("store-c", fromThere, "THERE");
    assertRefusedOnce("store-a", early, "EARLY");
    assertRefusedOnce("store-b", ahead, "AHEAD");
  }

  @Test
  void aClockBehindLosesNoSaleOfItsOwn() {
    startAll(THREE_YEARS.negated());
    String own = sell("store-a", "OWN");
    String behind = sell("store-a", "BEHIND");
    String here = sell("store-a", "HERE");
    String there = sell("store-a", "THERE");

    assertPaid("store-a", own, "OWN");
    assertRefusedOnce("store-a", own, "OWN");
    assertPaid("store-b", behind, "BEHIND");

    mend();

    assertPaid("store-a", here, "HERE");
    assertPaid("store-c", there, "THERE");
    assertRefusedOnce("store-a", own, "OWN");
    assertRefusedOnce("store-c", behind, "BEHIND");
  }

  private void startAll(Duration aheadInA) {
    nodes.start("store-b");
    nodes.start("store-c");
    nodes.start("store-a", aheadInA);
    awaitConnected();
    // every store has heard of the others: what is bought next is of today
    STORES.forEach(store -> sell(store, "FIRST-" + store));
  }

  /** The clock is set right, and every node starts anew. */
  private void mend() {
    STORES.forEach(nodes::stop);
    STORES.forEach(nodes::start);
    awaitConnected();
  }

  private void awaitConnected() {
    for (String store : STORES) {
      Await.until(
          store + " hears the others",
          PATIENCE,
          () ->
              as(store, "admin").get("/api/v1/replication").json().getJsonArray("peers").stream()
                      .filter(peer -> "CONNECTED".equals(((JsonObject) peer).getString("state")))
                      .count()
                  == 2);
    }
  }

  /** Sells a shirt and waits until every store knows; answers the receipt's number. */
  private String sell(String store, String customer) {
    JsonObject sale =
        as(store, "kiosk")
            .submit("/api/v1/sales", shirt(customer, "\"tender\"", ""))
            .json()
            .getJsonObject("transaction");
    for (String other : STORES) {
      Await.until(
          other + " knows the sale",
          PATIENCE,
          () ->
              as(other, "reviewer").get("/api/v1/transactions/" + sale.getString("id")).status()
                  == 200);
    }
    return sale.getString("receiptNumber");
  }

  private void assertPaid(String store, String receipt, String customer) {
    JsonObject answer = takeBack(store, receipt, customer);
    assertThat(answer.getJsonObject("transaction").getString("status"))
        .as("%s takes back %s: %s", store, receipt, answer.getJsonObject("assessment").encode())
        .isEqualTo("COMPLETED");
    assertThat(answer.getLong("refundMinor")).isEqualTo(2_999);
    String id = answer.getJsonObject("transaction").getString("id");
    for (String other : STORES) {
      Await.until(
          other + " knows the refund",
          PATIENCE,
          () -> as(other, "reviewer").get("/api/v1/transactions/" + id).status() == 200);
    }
  }

  /** A second refund is refused as one, not because the receipt would be unknown. */
  private void assertRefusedOnce(String store, String receipt, String customer) {
    JsonObject answer = takeBack(store, receipt, customer);
    assertThat(answer.getJsonObject("transaction").getString("status")).isEqualTo("BLOCKED");
    assertThat(answer.getJsonObject("assessment").getJsonArray("reasons").encode())
        .contains("ALREADY_REFUNDED")
        .doesNotContain("RECEIPT_UNKNOWN");
  }

  private JsonObject takeBack(String store, String receipt, String customer) {
    String named = "\"receiptNumber\":\"" + receipt + "\",";
    return as(store, "integration")
        .submit("/api/v1/returns", shirt(customer, "\"refundTender\"", named))
        .json();
  }

  private static String shirt(String customer, String tender, String receipt) {
    return """
        {"laneId":"01","customerId":"%s","currency":"USD",%s
         "lines":[{"sku":"SHIRT_001","quantity":1,"unitPriceMinor":2999}],%s:{"type":"CASH"}}"""
        .formatted(customer, receipt, tender);
  }

  private Http as(String store, String role) {
    return Http.of(nodes.config(store), role);
  }
}
