package io.tillwatch.edge.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.web.Http;
import io.tillwatch.edge.web.Http.Answer;
import io.tillwatch.edge.web.WebStore;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Block and allow lists, and the trail that they leave. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListsIT {
  private static final String LISTS = "/api/v1/lists";

  private WebStore store;
  private Http reviewer;

  @BeforeAll
  void start(@TempDir Path dir) throws IOException {
    store = new WebStore("store-a", dir);
    reviewer = store.as(WebStore.REVIEWER);
  }

  @AfterAll
  void stop() {
    store.close();
  }

  @Test
  void showEachEntryAsItStandsAndNoToken() {
    String first = add("{\"list\":\"BLOCK\",\"customerId\":\"ann\",\"reason\":\"seen\"}");
    String second = add("{\"list\":\"ALLOW\",\"customerId\":\"ann\",\"reason\":\"cleared\"}");
    add("{\"list\":\"BLOCK\",\"token\":\"tok_secret\",\"reason\":\"stolen\"}");

    assertThat(state(first)).isEqualTo("REPLACED");
    assertThat(state(second)).isEqualTo("IN_FORCE");
    assertThat(reviewer.get(LISTS).body()).doesNotContain("tok_secret").contains("\"card\":\"");
    assertThat(items("?list=BLOCK&state=IN_FORCE"))
        .extracting(each -> each.getString("reason"))
        .containsExactly("stolen");

    assertThat(reviewer.delete(LISTS + "/" + second).status()).isEqualTo(204);
    assertThat(reviewer.delete(LISTS + "/" + second).status()).isEqualTo(204);

    assertThat(state(second)).isEqualTo("ENDED");
    assertThat(state(first)).isEqualTo("ENDED");
    assertThat(item(second).getJsonObject("ended").getString("by")).isEqualTo("reviewer-1");
    assertThat(reviewer.delete(LISTS + "/nobody").json().getString("code"))
        .isEqualTo("UNKNOWN_LIST_ENTRY");
    assertThat(audit("?target=ann&action=UNLISTED"))
        .extracting(each -> each.getString("action"))
        .containsExactly("UNLISTED_ALLOW");
    assertThat(audit("?target=ann&actor=reviewer-1")).hasSize(3);
    assertThat(audit("?actor=somebody")).isEmpty();
  }

  @Test
  void takeACardByItsFingerprint() {
    Http till = store.as(WebStore.KIOSK);
    till.submit(
        "/api/v1/sales",
        """
        {"laneId":"A-01","cashierId":"C-1","currency":"USD",
         "lines":[{"sku":"SHIRT_001","quantity":1,"unitPriceMinor":2999}],
         "tender":{"type":"CARD","token":"tok_seen"}}""");
    String card =
        reviewer
            .get("/api/v1/transactions?limit=1")
            .json()
            .getJsonArray("items")
            .getJsonObject(0)
            .getJsonObject("transaction")
            .getJsonObject("tender")
            .getString("card");

    String typed = card.substring(0, 5) + "-" + card.substring(5).toLowerCase(Locale.ROOT);
    String entry = add("{\"list\":\"BLOCK\",\"card\":\"" + typed + "\",\"reason\":\"stolen\"}");

    assertThat(item(entry).getString("card")).isEqualTo(card);
    assertThat(audit("?target=" + card))
        .extracting(each -> each.getString("action"))
        .containsExactly("LISTED_BLOCK");
    Answer unknown =
        reviewer.post(LISTS, "{\"list\":\"BLOCK\",\"card\":\"0000000000\",\"reason\":\"x\"}");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.json().getString("code")).isEqualTo("UNKNOWN_CARD");
    assertThat(
            reviewer
                .post(LISTS, "{\"list\":\"BLOCK\",\"card\":\"tok_seen\",\"reason\":\"x\"}")
                .status())
        .isEqualTo(422);
  }

  @Test
  void goOnFromPageToPage() {
    for (int i = 0; i < 3; i++) {
      add("{\"list\":\"BLOCK\",\"customerId\":\"page-" + i + "\",\"reason\":\"r\"}");
    }
    JsonObject first = reviewer.get(LISTS + "?limit=2").json();

    List<JsonObject> next = items("?limit=200&cursor=" + first.getString("nextCursor"));

    assertThat(next).hasSize(first.getInteger("total") - 2);
  }

  private String add(String entry) {
    Answer answer = reviewer.post(LISTS, entry);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json().getString("id");
  }

  private String state(String id) {
    return item(id).getString("state");
  }

  private JsonObject item(String id) {
    return items("?limit=200").stream()
        .filter(each -> each.getString("id").equals(id))
        .findFirst()
        .orElseThrow();
  }

  private List<JsonObject> audit(String query) {
    return list("/api/v1/audit" + query);
  }

  private List<JsonObject> items(String query) {
    return list(LISTS + query);
  }

  private List<JsonObject> list(String path) {
    return reviewer.get(path).json().getJsonArray("items").stream()
        .map(JsonObject.class::cast)
        .toList();
  }
}
