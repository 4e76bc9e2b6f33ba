package io.tillwatch.edge.web.api.figures;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.web.Http;
import io.tillwatch.edge.web.Http.Answer;
import io.tillwatch.edge.web.WebStore;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Patterns, report, value protected and what rules did, out of a real ledger. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InsightIT {
  private static final String API = "/api/v1";
  private static final int BLOCKED = 3;
  private static final int HELD = 2;

  private WebStore store;
  private Http reviewer;

  @BeforeAll
  void trade(@TempDir Path dir) throws IOException {
    store = new WebStore("store-a", dir);
    reviewer = store.as(WebStore.REVIEWER);
    Http kiosk = store.as(WebStore.KIOSK);
    for (int i = 0; i < BLOCKED + HELD; i++) {
      Answer sale = kiosk.submit(API + "/sales", WebStore.sale("ANN"));
      String receipt = sale.json().getJsonObject("transaction").getString("receiptNumber");
      String who = i < BLOCKED ? "BLOCK_" + i : "HOLD_" + i;
      kiosk.submit(
          API + "/returns",
          WebStore.refund(who, receipt).replaceFirst("\\{", "{\"cashierId\":\"C-21\","));
    }
    Await.until(
        "all is counted",
        Duration.ofSeconds(10),
        () -> figures("/stats", "all").getInteger("fraudDetected") == BLOCKED + HELD);
  }

  @AfterAll
  void stop() {
    store.close();
  }

  @Test
  void everyCellOfThePatternsOpensAsManyRowsAsItSays() {
    JsonObject patterns = get("/stats/patterns?bucket=hour");
    JsonObject all = patterns.getJsonObject("all");
    String within = "&from=" + patterns.getString("from") + "&to=" + patterns.getString("to");

    for (Map.Entry<String, Object> reason : all.getJsonObject("reasons")) {
      long hits = ((Number) reason.getValue()).longValue();
      assertThat(rows("reason=" + reason.getKey() + within)).hasSize((int) hits);
      assertThat(sum(patterns, "items", reason.getKey())).isEqualTo(hits);
      assertThat(sum(patterns, "hours", reason.getKey())).isEqualTo(hits);
      for (Object each : patterns.getJsonArray("hours")) {
        JsonObject hour = (JsonObject) each;
        int inCell = hour.getJsonObject("reasons").getInteger(reason.getKey(), 0);
        String cell = "reason=" + reason.getKey() + "&hourOfDay=" + hour.getInteger("hour");
        assertThat(rows(cell + within)).hasSize(inCell);
      }
    }
    for (Object each : patterns.getJsonArray("flows")) {
      JsonObject flow = (JsonObject) each;
      String cut =
          "soldAt=" + flow.getString("soldAt") + "&storeId=" + flow.getString("returnedAt");
      assertThat(rows(cut + within)).hasSize(flow.getInteger("returned"));
      assertThat(rows(cut + "&only=REFUSED_RETURNS" + within)).hasSize(flow.getInteger("blocked"));
    }
    assertThat(all.getJsonObject("reasons").getInteger("PHOTO_MISSING")).isEqualTo(BLOCKED + HELD);
    assertThat(all.getJsonObject("figures").getLong("valueProtectedMinor"))
        .isEqualTo(figures("/stats", "all").getLong("valueProtectedMinor"));
    assertThat(rows("category=ELECTRONICS&only=FLAGGED_RETURNS" + within)).hasSize(BLOCKED + HELD);
    assertThat(rows("category=APPAREL" + within)).isEmpty();
  }

  @Test
  void putsEachCashierBesideTheOthersOfTheStore() {
    JsonObject cashiers = get("/stats/patterns").getJsonObject("cashiers");

    JsonObject cashier = cashiers.getJsonArray("items").getJsonObject(0);
    String within = "&from=" + cashiers.getString("from") + "&to=" + cashiers.getString("to");
    assertThat(cashiers.getJsonArray("items")).hasSize(1);
    assertThat(cashier.getInteger("returns")).isEqualTo(BLOCKED + HELD);
    assertThat(cashier.getDouble("flaggedShare")).isEqualTo(1.0);
    assertThat(cashier.getValue("peersFlaggedShare")).isNull();
    assertThat(cashier.getValue("peersMeanRefundMinor")).isNull();
    assertThat(rows("cashierId=C-21&only=FLAGGED_RETURNS" + within)).hasSize(BLOCKED + HELD);
    for (String[] cell :
        new String[][] {
          {"sales", "SALES"}, {"returns", "RETURNS"}, {"withoutReceipt", "RETURNS_WITHOUT_RECEIPT"}
        }) {
      assertThat(rows("cashierId=C-21&only=" + cell[1] + within))
          .as(cell[0])
          .hasSize(cashier.getInteger(cell[0]));
    }
    assertThat(rows("cashierId=C-99" + within)).isEmpty();
  }

  @Test
  void theReportSaysWhatStatsSayAndWhatIsNotKnownAsUnknown() {
    JsonObject report = get("/stats/report");
    String csv = reviewer.get(API + "/stats/report/export").body();

    JsonObject stats = figures("/stats", "all");
    JsonObject all = report.getJsonObject("all");
    assertThat(all.fieldNames()).contains("valueProtectedMinor", "falsePositives");
    assertThat(all.fieldNames())
        .allSatisfy(name -> assertThat(all.getValue(name)).isEqualTo(stats.getValue(name)));
    assertThat(all.getValue("detectionRate")).isNull();
    assertThat(csv).contains(",all,fraudDetected," + (BLOCKED + HELD) + "\r\n");
    assertThat(csv).contains(",all,detectionRate,unknown\r\n");
    assertThat(csv).contains(",all since the node started,replicationEvents,unknown\r\n");
  }

  @Test
  void theRowsOfTheValueProtectedSumToItInJsonAndInCsv() {
    JsonObject value = get("/stats/value-protected");
    List<String> lines =
        reviewer.get(API + "/stats/value-protected/export").body().lines().skip(1).toList();
    JsonObject before = get("/stats/value-protected?to=2020-01-01T00:00:00Z");

    long rows = lines.stream().mapToLong(line -> Long.parseLong(line.split(",")[3])).sum();
    assertThat(lines).hasSize(BLOCKED);
    assertThat(rows).isEqualTo(value.getLong("valueProtectedMinor"));
    assertThat(rows).isEqualTo(figures("/stats", "all").getLong("valueProtectedMinor"));
    assertThat(before.getLong("valueProtectedMinor")).isZero();
  }

  @Test
  void aKioskReadsNoneOfIt() {
    for (String path : List.of("patterns", "patterns/transactions", "report", "report/export")) {
      assertThat(store.as(WebStore.KIOSK).get(API + "/stats/" + path).status()).isEqualTo(403);
    }
  }

  /** The rows of a cut, as many as it says, in one page as in several. */
  private List<Object> rows(String query) {
    List<Object> rows = pages("/stats/patterns/transactions?limit=200&" + query);
    assertThat(pages("/stats/patterns/transactions?limit=2&" + query)).isEqualTo(rows);
    return rows;
  }

  private List<Object> pages(String path) {
    List<Object> rows = new ArrayList<>();
    JsonObject page = get(path);
    int total = page.getInteger("total");
    while (true) {
      rows.addAll(page.getJsonArray("items").getList());
      assertThat(page.getInteger("total")).as(path).isEqualTo(total);
      if (page.getString("nextCursor") == null) {
        assertThat(rows).as(path).hasSize(total);
        return rows;
      }
      page = get(path + "&cursor=" + page.getString("nextCursor"));
    }
  }

  private static long sum(JsonObject patterns, String cut, String reason) {
    return patterns.getJsonArray(cut).stream()
        .flatMapToLong(
            each -> LongStream.of(((JsonObject) each).getJsonObject("reasons").getLong(reason, 0L)))
        .sum();
  }

  private JsonObject figures(String path, String name) {
    return get(path).getJsonObject(name);
  }

  private JsonObject get(String path) {
    Answer answer = reviewer.get(API + path);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }
}
