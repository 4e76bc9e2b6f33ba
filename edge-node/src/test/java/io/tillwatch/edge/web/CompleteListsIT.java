package io.tillwatch.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.web.Http.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lists that a reviewer works through are complete, in order and counted, however much is behind.
 */
class CompleteListsIT {
  /** More than one page of the transaction list looks through. */
  private static final int IN_FRONT = 1_100;

  @TempDir Path dir;
  private WebStore store;
  private Http kiosk;
  private Http reviewer;

  @BeforeEach
  void open() throws IOException {
    store = new WebStore("store-a", dir);
    kiosk = store.as(WebStore.KIOSK);
    reviewer = store.as(WebStore.REVIEWER);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void findsTheReturnsThatWaitBehindAThousandSales() {
    List<String> held = returns("HOLD_", 5);
    for (int i = 0; i < IN_FRONT; i++) {
      sell("CALM_" + i);
    }

    JsonObject page = page("/api/v1/transactions?status=HELD&order=OLDEST&limit=3");
    JsonObject next =
        page(
            "/api/v1/transactions?status=HELD&order=OLDEST&limit=3&cursor="
                + page.getString("nextCursor"));

    assertThat(page.getInteger("total")).isEqualTo(5);
    assertThat(transactions(page)).isEqualTo(held.subList(0, 3));
    assertThat(transactions(next)).isEqualTo(held.subList(3, 5));
    assertThat(next.getString("nextCursor")).isNull();
  }

  @Test
  void countsByStatusReasonAmountStoreCustomerAndAssignee() {
    List<String> held = returns("HOLD_", 3);
    List<String> blocked = returns("BLOCK_", 2);
    reviewer.post("/api/v1/alerts/al_" + held.get(0) + "/claim", "{}");
    reviewer.post("/api/v1/alerts/al_" + held.get(1) + "/resolution", "{\"outcome\":\"FRAUD\"}");
    reviewer.post(
        "/api/v1/transactions/" + held.get(2) + "/decision",
        "{\"outcome\":\"DECLINE\",\"note\":\"no\"}");

    assertThat(total("/api/v1/alerts")).isEqualTo(5);
    assertThat(total("/api/v1/alerts?status=UNRESOLVED")).isEqualTo(4);
    assertThat(total("/api/v1/alerts?status=OPEN")).isEqualTo(3);
    assertThat(total("/api/v1/alerts?status=RESOLVED")).isEqualTo(1);
    assertThat(total("/api/v1/alerts?assignee=reviewer-1")).isEqualTo(1);
    assertThat(total("/api/v1/alerts?reason=PHOTO_MISSING&minAmountMinor=249999")).isEqualTo(5);
    assertThat(total("/api/v1/alerts?reason=NO_SUCH_CODE")).isZero();
    assertThat(total("/api/v1/alerts?maxAmountMinor=249998")).isZero();
    assertThat(total("/api/v1/alerts?storeId=store-b")).isZero();
    assertThat(total("/api/v1/alerts?customerId=HOLD_1")).isEqualTo(1);
    assertThat(total("/api/v1/alerts?sku=LAPTOP_001")).isEqualTo(5);
    assertThat(total("/api/v1/alerts?sku=SHIRT_001")).isZero();
    assertThat(total("/api/v1/alerts?to=2026-01-01T00:00:00Z")).isZero();
    assertThat(total("/api/v1/transactions?status=HELD")).isEqualTo(2);
    assertThat(total("/api/v1/transactions?status=BLOCKED&type=RETURN")).isEqualTo(3);
    assertThat(transactions(page("/api/v1/alerts?order=RISK")))
        .startsWith(blocked.get(0), blocked.get(1));
  }

  @Test
  void filtersAndTurnsTheListOfAllTransactions() {
    String first = sell("ANN");
    sell("BOB");
    sell("BOB");

    assertThat(transactions(page("/api/v1/transactions?order=OLDEST")).get(0)).isEqualTo(first);
    assertThat(transactions(page("/api/v1/transactions?cashierId=C-17"))).hasSize(3);
    assertThat(transactions(page("/api/v1/transactions?minAmountMinor=250000"))).isEmpty();
  }

  @Test
  void countsAllAndThoseOfAReasonAndEntriesOfTheTrailAlsoBehindPages() {
    List<String> held = returns("HOLD_", 3);
    List<String> blocked = returns("BLOCK_", 2);
    sell("ANN");
    reviewer.post("/api/v1/alerts/al_" + held.get(0) + "/claim", "{}");
    reviewer.post("/api/v1/alerts/al_" + held.get(1) + "/claim", "{}");
    reviewer.post("/api/v1/alerts/al_" + held.get(1) + "/release", "{}");

    assertThat(counted("/api/v1/transactions?limit=2")).hasSize(11);
    assertThat(counted("/api/v1/transactions?limit=2&type=SALE")).hasSize(6);
    assertThat(counted("/api/v1/transactions?limit=2&reason=PHOTO_MISSING"))
        .hasSize(held.size() + blocked.size());
    assertThat(counted("/api/v1/transactions?limit=1&reason=PHOTO_MISSING&status=HELD")).hasSize(3);
    assertThat(counted("/api/v1/transactions?limit=1&reason=NO_SUCH_CODE")).isEmpty();
    assertThat(counted("/api/v1/audit?limit=2")).hasSizeGreaterThanOrEqualTo(3);
    assertThat(counted("/api/v1/audit?limit=2&action=ALERT_")).hasSize(3);
    assertThat(counted("/api/v1/audit?limit=1&action=ALERT_RELEASED")).hasSize(1);
    assertThat(counted("/api/v1/audit?limit=1&actor=reviewer-1&target=al_" + held.get(1)))
        .hasSize(2);
    assertThat(counted("/api/v1/audit?limit=1&storeId=store-b")).isEmpty();
    assertThat(counted("/api/v1/audit?limit=1&actor=nobody")).isEmpty();
    assertThat(counted("/api/v1/audit?limit=1&to=2026-01-01T00:00:00Z")).isEmpty();
  }

  /** Every page of a list, each of which says how many there are. */
  private List<Object> counted(String path) {
    List<Object> rows = new ArrayList<>();
    JsonObject page = page(path);
    int total = page.getInteger("total");
    while (true) {
      rows.addAll(page.getJsonArray("items").getList());
      assertThat(page.getInteger("total")).as(path).isEqualTo(total);
      if (page.getString("nextCursor") == null) {
        assertThat(rows).as(path).hasSize(total);
        return rows;
      }
      page = page(path + "&cursor=" + page.getString("nextCursor"));
    }
  }

  @Test
  void findsWhatOneCardPaidByAFingerprintThatTellsNoToken() {
    String sold = sell("ANN");

    JsonObject item = page("/api/v1/transactions").getJsonArray("items").getJsonObject(0);
    JsonObject tender = item.getJsonObject("transaction").getJsonObject("tender");
    String card = tender.getString("card");

    assertThat(tender.fieldNames()).containsExactlyInAnyOrder("type", "card");
    assertThat(transactions(page("/api/v1/transactions?card=" + card.toLowerCase(Locale.ROOT))))
        .containsExactly(sold);
    assertThat(transactions(page("/api/v1/transactions?card=0000000000"))).isEmpty();
    assertRefused("/api/v1/transactions?card=tok_1", "?card");
    assertThat(kiosk.get("/api/v1/transactions?reference=" + item.getString("reference")).body())
        .as("a till is told of no card")
        .doesNotContain("\"card\"");
  }

  @Test
  void namesWhatIsWrongWithAFilter() {
    assertRefused("/api/v1/alerts?minAmountMinor=-1", "?minAmountMinor");
    assertRefused("/api/v1/alerts?maxAmountMinor=9999999999999999", "?maxAmountMinor");
    assertRefused("/api/v1/alerts?status=DONE", "?status");
    assertRefused("/api/v1/alerts?order=FIRST", "?order");
    assertRefused("/api/v1/alerts?from=yesterday", "?from");
    assertRefused("/api/v1/transactions?order=RISK", "?order");
    JsonObject page = page("/api/v1/alerts?limit=1&order=RISK");
    assertThat(page.getString("nextCursor")).isNull();
    returns("HOLD_", 2);
    String cursor = page("/api/v1/alerts?limit=1&order=RISK").getString("nextCursor");
    assertThat(reviewer.get("/api/v1/alerts?order=NEWEST&cursor=" + cursor).status())
        .isEqualTo(400);
  }

  private void assertRefused(String path, String pointer) {
    Answer answer = reviewer.get(path);
    assertThat(answer.status()).as(path).isEqualTo(422);
    assertThat(answer.json().getJsonArray("errors").getJsonObject(0).getString("pointer"))
        .isEqualTo(pointer);
  }

  private List<String> returns(String customers, int count) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      JsonObject sold =
          kiosk.submit("/api/v1/sales", WebStore.sale("CALM")).json().getJsonObject("transaction");
      String body = WebStore.refund(customers + i, sold.getString("receiptNumber"));
      ids.add(
          kiosk
              .submit("/api/v1/returns", body)
              .json()
              .getJsonObject("transaction")
              .getString("id"));
    }
    return ids;
  }

  private String sell(String customer) {
    return kiosk
        .submit("/api/v1/sales", WebStore.sale(customer))
        .json()
        .getJsonObject("transaction")
        .getString("id");
  }

  private int total(String path) {
    return page(path).getInteger("total");
  }

  private JsonObject page(String path) {
    Answer answer = reviewer.get(path);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  private static List<String> transactions(JsonObject page) {
    JsonArray items = page.getJsonArray("items");
    return items.stream()
        .map(item -> ((JsonObject) item).getJsonObject("transaction").getString("id"))
        .toList();
  }
}
