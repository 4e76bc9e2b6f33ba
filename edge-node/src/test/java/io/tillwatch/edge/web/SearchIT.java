package io.tillwatch.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.checkout.Answer;
import io.tillwatch.core.checkout.SaleRequest;
import io.tillwatch.core.checkout.Submission;
import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.Tender;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.TestStore;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever a reviewer has in hand finds its transactions, counted by the node, however many there
 * are. With 100,000 by {@code -Psoak}.
 */
class SearchIT {
  private static final int TRANSACTIONS =
      Integer.getInteger("tillwatch.search.transactions", 4_000);
  private static final long MOST_MILLIS = 300;
  private static final int AT_ONCE = 200;
  private static final int ROUNDS = 7;

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
  void findsTransactionsByCardArticleSerialAndCashier() {
    JsonObject annes = sell("ANNE", "tok_anne", "SN-77-b");
    sell("BOB", "tok_bob", "SN-78");
    String card = annes.getJsonObject("tender").getString("card");

    assertThat(ids("/api/v1/transactions?card=" + card)).containsExactly(annes.getString("id"));
    assertThat(ids("/api/v1/transactions?serial=sn77B")).containsExactly(annes.getString("id"));
    assertThat(total("/api/v1/transactions?sku=LAPTOP_001")).isEqualTo(2);
    assertThat(total("/api/v1/transactions?cashierId=C-17&customerId=BOB")).isEqualTo(1);
    assertThat(total("/api/v1/transactions?card=0000000000")).isZero();
  }

  @Test
  void pagesThroughAllThatMatchInEitherOrder() {
    List<String> sold = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      sold.add(sell("ANNE", "tok_" + i, "SN-" + i).getString("id"));
      sell("BOB", "tok_b", "SB-" + i);
    }
    String path = "/api/v1/transactions?customerId=ANNE&order=OLDEST&limit=2";

    JsonObject first = page(path);
    JsonObject second = page(path + "&cursor=" + first.getString("nextCursor"));
    JsonObject third = page(path + "&cursor=" + second.getString("nextCursor"));

    assertThat(List.of(ids(first), ids(second), ids(third)))
        .isEqualTo(List.of(sold.subList(0, 2), sold.subList(2, 4), sold.subList(4, 5)));
    assertThat(third.getInteger("total")).isEqualTo(5);
    assertThat(third.getString("nextCursor")).isNull();
    assertThat(ids("/api/v1/transactions?customerId=ANNE").get(0)).isEqualTo(sold.get(4));
  }

  @Test
  void findsAlertsByCardArticleAndSerial() {
    JsonObject sold = sell("ANNE", "tok_1", "SN-1");
    String number = sold.getString("receiptNumber");
    kiosk.submit("/api/v1/returns", WebStore.refund("BLOCK_1", number));
    String card = sold.getJsonObject("tender").getString("card");

    assertThat(total("/api/v1/alerts?card=" + card)).isEqualTo(1);
    assertThat(total("/api/v1/alerts?sku=LAPTOP_001")).isEqualTo(1);
    assertThat(total("/api/v1/alerts?sku=SHIRT_001")).isZero();
    assertThat(total("/api/v1/alerts?serial=SN-1")).as("the return named none").isZero();
    assertThat(total("/api/v1/transactions?status=BLOCKED&card=" + card)).isEqualTo(1);
    assertThat(ids("/api/v1/transactions?order=OLDEST&receiptNumber=" + number)).hasSize(2);
  }

  @Test
  void sumsUpACustomer() {
    String kept = sell("ANNE", "tok_1", "SN-1").getString("receiptNumber");
    sell("ANNE", "tok_1", "SN-2");
    sell("BOB", "tok_2", "SN-3");
    kiosk.submit("/api/v1/returns", WebStore.refund("ANNE", kept));

    JsonObject anne = page("/api/v1/profiles/customer/ANNE");

    assertThat(anne.getInteger("transactions")).isEqualTo(3);
    assertThat(anne.getJsonObject("counts").getInteger("sales")).isEqualTo(2);
    assertThat(anne.getJsonObject("money").getLong("soldMinor")).isEqualTo(2 * 249_999);
    assertThat(anne.getJsonObject("money").getLong("refundedMinor")).isEqualTo(249_999);
    assertThat(anne.getJsonObject("money").getLong("netMinor")).isEqualTo(249_999);
    assertThat(anne.getJsonObject("money").getDouble("returnedShare")).isEqualTo(0.5);
    assertThat(anne.getJsonObject("related").getJsonArray("cards")).hasSize(1);
    assertThat(anne.getJsonObject("peers")).as("too few to compare with").isNull();
    assertThat(page("/api/v1/profiles/customer/NOBODY").getInteger("transactions")).isZero();
  }

  @Test
  void aProfileFollowsWhatBecomesOfATransaction() {
    String receipt = sell("ANNE", "tok_1", "SN-1").getString("receiptNumber");
    JsonObject held = kiosk.submit("/api/v1/returns", WebStore.refund("HOLD_1", receipt)).json();
    String id = held.getJsonObject("transaction").getString("id");
    assertThat(counts("HOLD_1").getInteger("held")).isEqualTo(1);
    assertThat(counts("HOLD_1").getInteger("openAlerts")).isEqualTo(1);

    reviewer.post(
        "/api/v1/transactions/" + id + "/decision", "{\"outcome\":\"DECLINE\",\"note\":\"no\"}");
    reviewer.post("/api/v1/alerts/al_" + id + "/resolution", "{\"outcome\":\"FRAUD\"}");

    Await.until(
        "the verdict counts",
        Duration.ofSeconds(5),
        () -> counts("HOLD_1").getInteger("frauds") == 1);
    assertThat(counts("HOLD_1").getInteger("held")).isZero();
    assertThat(counts("HOLD_1").getInteger("blocked")).isEqualTo(1);
    assertThat(counts("HOLD_1").getInteger("openAlerts")).isZero();
  }

  @Test
  void namesWhatATextMayBe() {
    JsonObject sold = sell("ANNE", "tok_1", "SN-1");
    String reference = page("/api/v1/transactions/" + sold.getString("id")).getString("reference");

    assertThat(hits("anne")).containsExactly("CUSTOMER ANNE 1");
    assertThat(hits("AN")).containsExactly("CUSTOMER ANNE 1");
    assertThat(hits("c-17")).contains("CASHIER C-17 1");
    assertThat(hits("laptop")).containsExactly("ARTICLE LAPTOP_001 1");
    assertThat(hits("SN1")).containsExactly("SERIAL SN1 1");
    assertThat(hits(sold.getJsonObject("tender").getString("card")))
        .containsExactly("CARD " + sold.getJsonObject("tender").getString("card") + " 1");
    assertThat(hits(sold.getString("receiptNumber")))
        .contains("RECEIPT " + sold.getString("receiptNumber") + " 1");
    assertThat(hits(reference)).contains("TRANSACTION " + sold.getString("id") + " 1");
    assertThat(hits("nobody")).isEmpty();
  }

  @Test
  void aKioskFindsNothingOfIt() {
    JsonObject sold = sell("ANNE", "tok_1", "SN-1");
    String reference = page("/api/v1/transactions/" + sold.getString("id")).getString("reference");

    assertThat(kiosk.get("/api/v1/search?text=ANNE").status()).isEqualTo(403);
    assertThat(kiosk.get("/api/v1/profiles/customer/ANNE").status()).isEqualTo(403);
    assertThat(kiosk.get("/api/v1/transactions?customerId=ANNE").status()).isEqualTo(403);
    String byReference = "/api/v1/transactions?reference=" + reference;
    assertThat(kiosk.get(byReference).body()).doesNotContain("\"card\"").doesNotContain("tok_1");
    assertThat(reviewer.get(byReference).body()).contains("\"card\"").doesNotContain("tok_1");
  }

  @Test
  void answersAtOnceHoweverManyThereAre() {
    sellMany(TRANSACTIONS);
    Map<String, List<Long>> took = new TreeMap<>();
    List<String> paths =
        List.of(
            "/api/v1/search?text=CUST-77",
            "/api/v1/search?text=SER-77",
            "/api/v1/transactions?customerId=CUST-77",
            "/api/v1/transactions?cashierId=C-7",
            "/api/v1/transactions?sku=SHIRT_001",
            "/api/v1/transactions?serial=SER-77",
            "/api/v1/profiles/customer/CUST-77",
            "/api/v1/profiles/cashier/C-7",
            "/api/v1/profiles/store/store-a");

    paths.forEach(this::page);
    for (int i = 0; i < ROUNDS; i++) {
      for (String path : paths) {
        long start = System.nanoTime();
        page(path);
        took.computeIfAbsent(path, p -> new ArrayList<>()).add(System.nanoTime() - start);
      }
    }

    took.values().forEach(Collections::sort);
    took.forEach(
        (path, times) ->
            System.out.printf(
                "among %d transactions: p50 %d ms, slowest %d ms %s%n",
                TRANSACTIONS, millis(times, ROUNDS / 2), millis(times, ROUNDS - 1), path));
    assertThat(total("/api/v1/transactions?storeId=store-a")).isEqualTo(TRANSACTIONS);
    assertThat(took.values()).allMatch(times -> millis(times, ROUNDS / 2) <= MOST_MILLIS);
  }

  private static long millis(List<Long> nanos, int place) {
    return nanos.get(place) / 1_000_000;
  }

  private void sellMany(int sales) {
    for (int done = 0; done < sales; done += AT_ONCE) {
      List<Future<Answer>> answers = new ArrayList<>();
      for (int i = done; i < Math.min(sales, done + AT_ONCE); i++) {
        answers.add(store.store().bus().ask(Channels.SUBMIT, sale(i)));
      }
      TestStore.await(Future.all(answers));
    }
  }

  private static Submission sale(int number) {
    LineItem laptop = new LineItem("LAPTOP_001", 1, 249_999, "SER-" + number, null);
    LineItem shirt = new LineItem("SHIRT_001", 2, 2_999, null, null);
    SaleRequest sale =
        SaleRequest.builder()
            .laneId("A-01")
            .cashierId("C-" + number % 40)
            .customerId("CUST-" + number % 20_000)
            .currency("USD")
            .lines(List.of(number % 2 == 0 ? shirt : laptop))
            .tender(new Tender(Tender.Type.CARD, "tok_" + number % 30_000, null))
            .build();
    return new Submission.OfSale(sale, "till", "key-" + number, "key-" + number);
  }

  private JsonObject sell(String customer, String token, String serial) {
    String body =
        WebStore.sale(customer)
            .replace("tok_1", token)
            .replace("\"quantity\":1", "\"quantity\":1,\"serial\":\"" + serial + "\"");
    JsonObject sold = kiosk.submit("/api/v1/sales", body).json().getJsonObject("transaction");
    return page("/api/v1/transactions/" + sold.getString("id")).getJsonObject("transaction");
  }

  private JsonObject counts(String customer) {
    return page("/api/v1/profiles/customer/" + customer).getJsonObject("counts");
  }

  private List<String> hits(String text) {
    JsonArray items = page("/api/v1/search?text=" + text).getJsonArray("items");
    return items.stream()
        .map(JsonObject.class::cast)
        .map(
            hit ->
                hit.getString("kind")
                    + " "
                    + hit.getString("id")
                    + " "
                    + hit.getValue("transactions"))
        .toList();
  }

  private int total(String path) {
    return page(path).getInteger("total");
  }

  private JsonObject page(String path) {
    Http.Answer answer = reviewer.get(path);
    assertThat(answer.status()).as(path + " " + answer.body()).isEqualTo(200);
    return answer.json();
  }

  private List<String> ids(String path) {
    return ids(page(path));
  }

  private static List<String> ids(JsonObject page) {
    return page.getJsonArray("items").stream()
        .map(item -> ((JsonObject) item).getJsonObject("transaction").getString("id"))
        .toList();
  }
}
