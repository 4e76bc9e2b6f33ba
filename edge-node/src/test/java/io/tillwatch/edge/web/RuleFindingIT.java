package io.tillwatch.edge.web;

import static io.tillwatch.edge.support.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.ledger.Commit;
import io.tillwatch.core.ledger.Draft;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.retail.Dispute;
import io.tillwatch.core.retail.SaleVoid;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.TestNodes;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What one store did while the other could not hear it shows that a refund was wrong. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RuleFindingIT {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private TestNodes nodes;
  private Bus busOfB;
  private Http kiosk;
  private Http reviewerOfA;
  private Http reviewerOfB;

  @BeforeAll
  void start(@TempDir Path dir) throws IOException {
    nodes = new TestNodes(dir, "store-a", "store-b");
    nodes.start("store-a");
    busOfB = nodes.start("store-b").bus();
    kiosk = as("store-a", "kiosk");
    reviewerOfA = as("store-a", "reviewer");
    reviewerOfB = as("store-b", "reviewer");
  }

  @AfterAll
  void stop() {
    nodes.close();
  }

  @Test
  void raisesOneAlertInEveryStoreForARefundOfACancelledSale() {
    JsonObject sale = sell("VOIDED");
    JsonObject paid = takeBack("VOIDED", sale.getString("receiptNumber"));
    Instant before = Instant.parse(paid.getString("occurredAt")).minusMillis(1);
    SaleVoid late =
        new SaleVoid("late-void", before, "store-b", sale.getString("receiptNumber"), "C-9");

    learnLate(FactKind.VOID, late.id(), before, late, sale);

    assertAlert("VOIDED_SALE", "voided_sale_" + paid.getString("id"), paid);
  }

  @Test
  void raisesOneAlertInEveryStoreForARefundOfAPaymentThatWasChargedBack() {
    JsonObject sale = sell("DISPUTED");
    JsonObject paid = takeBack("DISPUTED", sale.getString("receiptNumber"));
    Instant before = Instant.parse(paid.getString("occurredAt")).minusMillis(1);
    Dispute late = new Dispute("late-dispute", before, "store-b", sale.getString("receiptNumber"));

    learnLate(FactKind.DISPUTE, late.id(), before, late, sale);

    assertAlert("DISPUTED_PAYMENT", "disputed_payment_" + paid.getString("id"), paid);
  }

  @Test
  void saysNothingOfAChargebackAfterTheRefund() {
    JsonObject sale = sell("LATER");
    JsonObject paid = takeBack("LATER", sale.getString("receiptNumber"));
    JsonObject marker = sell("MARKER");
    JsonObject markerPaid = takeBack("MARKER", marker.getString("receiptNumber"));
    Instant after = Instant.parse(paid.getString("occurredAt")).plusSeconds(60);
    Instant before = Instant.parse(markerPaid.getString("occurredAt")).minusMillis(1);
    Dispute fine = new Dispute("fine", after, "store-b", sale.getString("receiptNumber"));
    Dispute wrong = new Dispute("wrong", before, "store-b", marker.getString("receiptNumber"));

    learnLate(FactKind.DISPUTE, fine.id(), after, fine, sale);
    learnLate(FactKind.DISPUTE, wrong.id(), before, wrong, marker);

    assertAlert("DISPUTED_PAYMENT", "disputed_payment_" + markerPaid.getString("id"), markerPaid);
    assertThat(reviewerOfA.get("/api/v1/alerts").body())
        .doesNotContain("disputed_payment_" + paid.getString("id"));
  }

  private void assertAlert(String kind, String findingId, JsonObject paid) {
    for (Http reviewer : List.of(reviewerOfA, reviewerOfB)) {
      Await.until(
          "the alert is there",
          PATIENCE,
          () -> reviewer.get("/api/v1/alerts/al_" + findingId).status() == 200);
      JsonObject alert = reviewer.get("/api/v1/alerts/al_" + findingId).json();
      assertThat(alert.getString("kind")).isEqualTo(kind);
      assertThat(alert.getLong("amountMinor")).isEqualTo(2999);
      assertThat(alert.getJsonObject("transaction").getString("id"))
          .isEqualTo(paid.getString("id"));
      JsonArray listed = reviewer.get("/api/v1/alerts").json().getJsonArray("items");
      assertThat(
              listed.stream()
                  .filter(item -> ((JsonObject) item).getString("id").equals("al_" + findingId)))
          .hasSize(1);
    }
  }

  /** Store B commits what it did before, and A hears of it now. */
  private void learnLate(FactKind kind, String id, Instant at, Record fact, JsonObject sale) {
    Draft draft =
        Draft.of(kind, id, at, fact)
            .about(List.of(sale.getString("id")))
            .in(List.of(Indexes.receipt(sale.getString("receiptNumber"))))
            .build();
    await(busOfB.ask(Channels.COMMIT, Commit.of(draft)));
  }

  private JsonObject sell(String customer) {
    return kiosk
        .submit("/api/v1/sales", shirt(customer, "\"tender\"", ""))
        .json()
        .getJsonObject("transaction");
  }

  private JsonObject takeBack(String customer, String receipt) {
    String named = "\"receiptNumber\":\"" + receipt + "\",";
    JsonObject paid =
        kiosk
            .submit("/api/v1/returns", shirt(customer, "\"refundTender\"", named))
            .json()
            .getJsonObject("transaction");
    assertThat(paid.getString("status")).isEqualTo("COMPLETED");
    Await.until(
        "B knows the refund",
        PATIENCE,
        () -> reviewerOfB.get("/api/v1/transactions/" + paid.getString("id")).status() == 200);
    return paid;
  }

  private static String shirt(String customer, String tender, String receipt) {
    return """
        {"laneId":"A-01","customerId":"%s","currency":"USD",%s
         "lines":[{"sku":"SHIRT_001","quantity":1,"unitPriceMinor":2999}],%s:{"type":"CASH"}}"""
        .formatted(customer, receipt, tender);
  }

  private Http as(String store, String role) {
    return Http.of(nodes.config(store), role);
  }
}
