package io.tillwatch.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.web.Http.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebIT {
  private WebStore store;
  private Http kiosk;
  private Http reviewer;

  @BeforeAll
  void start(@TempDir Path dir) throws IOException {
    store = new WebStore("store-a", dir);
    kiosk = store.as(WebStore.KIOSK);
    reviewer = store.as(WebStore.REVIEWER);
  }

  @AfterAll
  void stop() {
    store.close();
  }

  @Test
  void answersASaleInTheContractsShape() {
    Answer answer = kiosk.submit("/api/v1/sales", WebStore.sale("CHRIS_001"));

    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    JsonObject transaction = answer.json().getJsonObject("transaction");
    assertThat(transaction.getString("type")).isEqualTo("SALE");
    assertThat(transaction.getString("status")).isEqualTo("COMPLETED");
    assertThat(transaction.getLong("totalMinor")).isEqualTo(249999);
    assertThat(transaction.getString("receiptNumber")).isNotBlank();
    assertThat(answer.json().getJsonObject("assessment").getString("decision"))
        .isEqualTo("APPROVE");
    assertThat(answer.json().getJsonObject("trace").getLong("committedMicros")).isPositive();
    assertThat(answer.body()).doesNotContain("tok_1");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void answersTheFirstResultAgainForTheSameKeyAndRefusesAnotherBody() {
    Answer first = kiosk.submit("/api/v1/sales", WebStore.sale("IDEM"), "key one");
    Answer again =
        kiosk.submit("/api/v1/sales", " " + WebStore.sale("IDEM").replace("\n", ""), "key one");
    Answer other = kiosk.submit("/api/v1/sales", WebStore.sale("OTHER"), "key one");
    Answer elsewhere =
        store.as(WebStore.INTEGRATION).submit("/api/v1/sales", WebStore.sale("IDEM"), "key one");

    assertThat(again.status()).isEqualTo(201);
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(id(again)).isEqualTo(id(first));
    assertThat(first.header("Idempotency-Replayed")).isNull();
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.json().getString("code")).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    assertThat(id(elsewhere)).isNotEqualTo(id(first));
  }

  @Test
  void paysNothingForABlockedReturnAndRaisesAnAlert() {
    String receipt = receipt(kiosk.submit("/api/v1/sales", WebStore.sale("C1")));

    Answer blocked = kiosk.submit("/api/v1/returns", WebStore.refund("BLOCK_1", receipt));

    assertThat(blocked.status()).isEqualTo(201);
    assertThat(blocked.json().getLong("refundMinor")).isZero();
    assertThat(blocked.json().getJsonObject("transaction").getString("status"))
        .isEqualTo("BLOCKED");
    Answer alert = reviewer.get("/api/v1/alerts/al_" + id(blocked));
    assertThat(alert.status()).isEqualTo(200);
    assertThat(alert.json().getString("status")).isEqualTo("OPEN");
    assertThat(alert.json().getJsonObject("sale").getString("receiptNumber")).isEqualTo(receipt);
  }

  @Test
  void settlesAHeldReturnOnce() {
    String receipt = receipt(kiosk.submit("/api/v1/sales", WebStore.sale("C2")));
    Answer held = kiosk.submit("/api/v1/returns", WebStore.refund("HOLD_1", receipt));
    String decision = "/api/v1/transactions/" + id(held) + "/decision";

    Answer approved = reviewer.post(decision, "{\"outcome\":\"APPROVE\",\"note\":\"knows her\"}");
    Answer again = reviewer.post(decision, "{\"outcome\":\"DECLINE\"}");

    assertThat(held.json().getLong("refundMinor")).isZero();
    assertThat(held.json().getJsonObject("transaction").getLong("pendingRefundMinor"))
        .isEqualTo(249999);
    assertThat(approved.status()).as(approved.body()).isEqualTo(200);
    assertThat(approved.json().getJsonObject("transaction").getString("status"))
        .isEqualTo("COMPLETED");
    assertThat(approved.json().getLong("refundMinor")).isEqualTo(249999);
    assertThat(approved.json().getJsonObject("decision").getString("by")).isEqualTo("reviewer-1");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.json().getString("code")).isEqualTo("ALREADY_SETTLED");
    assertThat(
            reviewer
                .get("/api/v1/receipts/" + receipt)
                .json()
                .getJsonArray("lines")
                .getJsonObject(0)
                .getInteger("refundable"))
        .isZero();
  }

  @Test
  void keepsASecondAndDifferentVerdictAndFlagsIt() {
    String alert = "/api/v1/alerts/al_" + id(blocked("BLOCK_2"));
    Http second = store.as("second-reviewer-key");

    assertThat(reviewer.post(alert + "/claim", "").json().getString("status")).isEqualTo("CLAIMED");
    assertThat(second.post(alert + "/claim", "").json().getString("code"))
        .isEqualTo("ALREADY_CLAIMED");
    Answer one = reviewer.post(alert + "/resolution", "{\"outcome\":\"FRAUD\",\"note\":\"ring\"}");
    reviewer.post(alert + "/resolution", "{\"outcome\":\"FRAUD\",\"note\":\"sent twice\"}");
    Answer two = second.post(alert + "/resolution", "{\"outcome\":\"LEGITIMATE\"}");

    assertThat(one.json().getString("status")).isEqualTo("RESOLVED");
    assertThat(one.json().getBoolean("conflict")).isFalse();
    assertThat(two.json().getBoolean("conflict")).isTrue();
    assertThat(two.json().getJsonArray("resolutions")).hasSize(2);
    assertThat(two.json().getString("outcome")).isEqualTo("FRAUD");
    assertThat(reviewer.post(alert + "/claim", "").status()).isEqualTo(409);
  }

  @Test
  void pagesThroughAFilteredListWithoutLossOrRepeat() {
    for (int i = 0; i < 7; i++) {
      kiosk.submit("/api/v1/sales", WebStore.sale("PAGED"));
      kiosk.submit("/api/v1/sales", WebStore.sale("SOMEBODY"));
    }
    java.util.Set<String> seen = new java.util.HashSet<>();
    int pages = 0;
    String cursor = "";
    do {
      JsonObject page =
          reviewer
              .get(
                  "/api/v1/transactions?type=SALE&storeId=&customerId=PAGED&limit=3&cursor="
                      + cursor)
              .json();
      JsonArray items = page.getJsonArray("items");
      assertThat(items.size()).isLessThanOrEqualTo(3);
      items.forEach(
          item ->
              assertThat(seen.add(((JsonObject) item).getJsonObject("transaction").getString("id")))
                  .isTrue());
      cursor = page.getString("nextCursor");
      pages++;
    } while (cursor != null);
    assertThat(seen).hasSize(7);
    assertThat(pages).isEqualTo(3);
  }

  @Test
  void letsEachRoleDoItsPartOnly() {
    assertThat(store.anonymous().get("/api/v1/transactions").status()).isEqualTo(401);
    assertThat(store.anonymous().get("/api/v1/transactions").header("WWW-Authenticate"))
        .startsWith("Bearer");
    assertThat(store.as("no such key").get("/api/v1/stats").status()).isEqualTo(401);
    assertThat(kiosk.get("/api/v1/transactions").status()).isEqualTo(403);
    assertThat(kiosk.get("/api/v1/stats").status()).isEqualTo(403);
    assertThat(reviewer.submit("/api/v1/sales", WebStore.sale("X")).status()).isEqualTo(403);
    assertThat(store.as(WebStore.INTEGRATION).get("/api/v1/alerts").status()).isEqualTo(200);
    assertThat(store.as(WebStore.ADMIN).get("/api/v1/stats").status()).isEqualTo(200);
    assertThat(kiosk.get("/api/v1/catalog").json().getJsonArray("items")).hasSize(2);
  }

  @Test
  void swapsAOneTimeCodeForACookieOnce() {
    String code = store.sessions().code(Page.DASH);
    String body = "{\"code\":\"" + code + "\",\"page\":\"dash\"}";
    Http anyone = store.anonymous();

    Answer signedIn = anyone.post("/api/v1/session", body);
    Answer again = anyone.post("/api/v1/session", body);

    assertThat(signedIn.status()).isEqualTo(200);
    assertThat(signedIn.json().getString("role")).isEqualTo("reviewer");
    String cookie = signedIn.header("Set-Cookie");
    assertThat(cookie).startsWith("tw_store-a_dash=").contains("HttpOnly", "SameSite=Strict");
    assertThat(again.status()).isEqualTo(401);
    String secret = cookie.split(";", 2)[0];
    assertThat(Http.send(anyone.request("/api/v1/stats").header("Cookie", secret).GET()).status())
        .isEqualTo(200);
    // no header that only this node's own pages can send: nothing changes
    var post =
        anyone
            .request("/api/v1/lists")
            .header("Cookie", secret)
            .header("Content-Type", "application/json");
    String entry = "{\"list\":\"BLOCK\",\"customerId\":\"EVE\",\"reason\":\"test\"}";
    assertThat(Http.send(post.copy().POST(BodyPublishers.ofString(entry))).status()).isEqualTo(401);
    assertThat(
            Http.send(
                    post.copy()
                        .header("X-Tillwatch-Page", "dash")
                        .POST(BodyPublishers.ofString(entry)))
                .status())
        .isEqualTo(201);
    Http.send(anyone.request("/api/v1/session?page=dash").header("Cookie", secret).DELETE());
    assertThat(Http.send(anyone.request("/api/v1/stats").header("Cookie", secret).GET()).status())
        .isEqualTo(401);
  }

  @Test
  void countsWhatHappenedInFigures() {
    long prevented = figures().getLong("fraudPrevented");
    long worth = figures().getLong("valueProtectedMinor");

    String id = id(blocked("BLOCK_3"));

    await(() -> figures().getLong("fraudPrevented") == prevented + 1);
    assertThat(figures().getLong("valueProtectedMinor")).isEqualTo(worth + 249999);
    reviewer.post("/api/v1/alerts/al_" + id + "/resolution", "{\"outcome\":\"LEGITIMATE\"}");
    await(() -> figures().getLong("fraudPrevented") == prevented);
    assertThat(figures().getLong("falsePositives")).isPositive();
    JsonObject trends = reviewer.get("/api/v1/stats/trends?bucket=hour").json();
    assertThat(trends.getJsonArray("items").getJsonObject(0).getJsonObject("reasons").getMap())
        .containsKey("PHOTO_MISSING");
  }

  @Test
  void tellsListenersAndResumesWhereTheyLeft() throws Exception {
    try (EventReader events = EventReader.open(reviewer, "/api/v1/events", null)) {
      String id = id(blocked("BLOCK_4"));

      JsonObject alert = events.await("alert", data -> data.getString("id").equals("al_" + id));
      assertThat(alert.getJsonObject("assessment").getString("decision")).isEqualTo("BLOCK");
      String last = events.lastId();
      String missed = id(blocked("BLOCK_5"));
      try (EventReader resumed = EventReader.open(reviewer, "/api/v1/events", last)) {
        resumed.await("alert", data -> data.getString("id").equals("al_" + missed));
      }
      try (EventReader old = EventReader.open(reviewer, "/api/v1/events", "gone-7")) {
        old.await("reset", data -> data.isEmpty());
      }
    }
  }

  @Test
  void tellsAKioskOfItsOwnLaneOnly() throws Exception {
    assertThat(kiosk.get("/api/v1/events").status()).isEqualTo(422);
    try (EventReader lane = EventReader.open(kiosk, "/api/v1/events?lane=A-02", null)) {
      kiosk.submit("/api/v1/sales", WebStore.sale("LANE").replace("A-01", "A-03"));
      kiosk.submit("/api/v1/sales", WebStore.sale("LANE").replace("A-01", "A-02"));

      JsonObject first = lane.await("transaction", data -> true);

      assertThat(first.getJsonObject("transaction").getString("laneId")).isEqualTo("A-02");
    }
  }

  @Test
  void saysHowItIs() {
    assertThat(store.anonymous().get("/health/live").status()).isEqualTo(200);
    await(() -> store.anonymous().get("/health/ready").status() == 200);
    kiosk.submit("/api/v1/sales", WebStore.sale("METRIC"));
    String metrics = store.anonymous().get("/metrics").body();
    assertThat(metrics)
        .contains("tillwatch_commits_total{kind=\"SALE\"}")
        .contains("path=\"/api/v1/sales\",status=\"201\"")
        .contains("jvm_heap_used_bytes");
  }

  @Test
  void servesPagesWithASafePolicyAndNothingBesideThem() {
    Answer page = store.anonymous().get("/");
    assertThat(page.header("Content-Security-Policy"))
        .contains("default-src 'none'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(store.anonymous().get("/..%2f..%2fpom.xml").status()).isEqualTo(404);
    assertThat(store.anonymous().get("/no/such/thing").json().getString("code"))
        .isEqualTo("NOT_FOUND");
  }

  @Test
  void refusesForgedFramesAtTheClustersDoor() {
    Answer answer =
        Http.send(
            store
                .anonymous()
                .request("/cluster/v1/checkout.grant")
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofString("forged")));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.json().getString("code")).isEqualTo("FORGED_FRAME");
  }

  private Answer blocked(String customer) {
    String receipt = receipt(kiosk.submit("/api/v1/sales", WebStore.sale("HONEST")));
    return kiosk.submit("/api/v1/returns", WebStore.refund(customer, receipt));
  }

  private JsonObject figures() {
    return reviewer.get("/api/v1/stats").json().getJsonObject("all");
  }

  private static String id(Answer answer) {
    return answer.json().getJsonObject("transaction").getString("id");
  }

  private static String receipt(Answer answer) {
    return answer.json().getJsonObject("transaction").getString("receiptNumber");
  }

  private static void await(BooleanSupplier condition) {
    Instant end = Instant.now().plus(Duration.ofSeconds(10));
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).as("the condition holds in time").isBefore(end);
      Thread.onSpinWait();
    }
  }
}
