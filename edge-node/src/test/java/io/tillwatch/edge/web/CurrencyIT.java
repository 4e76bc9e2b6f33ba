package io.tillwatch.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.support.TestNodes;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Prices of the catalogue, limits and figures are in the shop's currency and in no other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CurrencyIT {
  private static final Path RULES = Path.of("../conf/rules.yaml");

  private TestNodes dollars;
  private TestNodes pounds;
  private Http till;
  private Http britishTill;

  @BeforeAll
  void start(@TempDir Path here, @TempDir Path there) {
    dollars = new TestNodes(here, "store-a");
    pounds = new TestNodes(there, RULES, Map.of("TILLWATCH_STORE_CURRENCY", "GBP"), "store-b");
    dollars.start("store-a");
    pounds.start("store-b");
    till = Http.of(dollars.config("store-a"), "integration");
    britishTill = Http.of(pounds.config("store-b"), "integration");
  }

  @AfterAll
  void stop() {
    dollars.close();
    pounds.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GBP", "KWD", "JPY"})
  void withoutAReceiptOtherMoneyThanTheShopsIsRefused(String currency) {
    Http.Answer answer = till.submit("/api/v1/returns", jacket(currency, "", "\"refundTender\""));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().getString("code")).isEqualTo("CURRENCY_MISMATCH");
    assertThat(answer.json().getString("detail")).contains("USD");
    assertNothingIsRecordedIn(currency);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GBP", "KWD", "JPY"})
  void withAnUnknownReceiptToo(String currency) {
    Http.Answer answer =
        till.submit(
            "/api/v1/returns",
            jacket(currency, "\"receiptNumber\":\"NOWHERE-1\",", "\"refundTender\""));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().getString("code")).isEqualTo("CURRENCY_MISMATCH");
    assertNothingIsRecordedIn(currency);
  }

  @Test
  void whatWasPaidInOtherMoneyIsPaidBackInIt() {
    String receipt =
        till.submit("/api/v1/sales", jacket("SEK", "", "\"tender\""))
            .json()
            .getJsonObject("transaction")
            .getString("receiptNumber");

    JsonObject paid =
        till.submit(
                "/api/v1/returns",
                jacket("SEK", "\"receiptNumber\":\"" + receipt + "\",", "\"refundTender\""))
            .json();

    assertThat(paid.getJsonObject("transaction").getString("status")).isEqualTo("COMPLETED");
    assertThat(paid.getLong("refundMinor")).isEqualTo(29_999);
    assertThat(paid.getJsonObject("assessment").getJsonArray("reasons").encode())
        .doesNotContain("HIGH_VALUE", "STRUCTURING", "UNUSUAL_AMOUNT");
  }

  @Test
  void theShopsCurrencyIsASetting() {
    String receiptless = "\"refundTender\"";

    assertThat(
            britishTill
                .submit("/api/v1/returns", jacket("USD", "", receiptless))
                .json()
                .getString("code"))
        .isEqualTo("CURRENCY_MISMATCH");
    assertThat(britishTill.submit("/api/v1/returns", jacket("GBP", "", receiptless)).status())
        .isEqualTo(201);
    assertThat(
            Http.of(pounds.config("store-b"), "reviewer")
                .get("/api/v1/stats")
                .json()
                .getString("currency"))
        .isEqualTo("GBP");
  }

  private void assertNothingIsRecordedIn(String currency) {
    assertThat(till.get("/api/v1/transactions?type=RETURN").body()).doesNotContain(currency);
  }

  private static String jacket(String currency, String receipt, String tender) {
    return """
        {"laneId":"01","customerId":"IN-%s","currency":"%s",%s
         "lines":[{"sku":"JACKET_001","quantity":1,"unitPriceMinor":29999}],%s:{"type":"CASH"}}"""
        .formatted(currency, currency, receipt, tender);
  }
}
