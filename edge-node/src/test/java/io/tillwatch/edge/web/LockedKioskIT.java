package io.tillwatch.edge.web;

import static io.tillwatch.edge.web.WebStore.KIOSK;
import static io.tillwatch.edge.web.WebStore.REVIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.config.keys.Role;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.web.Http.Answer;
import io.tillwatch.edge.web.access.Page;
import io.tillwatch.edge.web.http.Endpoint;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A stranger at a kiosk whose page no member of staff has unlocked. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LockedKioskIT {
  private static final String UNLOCK = "/api/v1/session/staff";
  private static final String PIN = "271828";
  private static final List<String> HIDDEN =
      List.of(
          "\"score\"",
          "\"reasons\"",
          "\"points\"",
          "rulesetVersion",
          "threshold",
          "HOLD-SECRET",
          "PHOTO_MISSING",
          "scoredMicros",
          "tok_1",
          "tillwatch_");

  private WebStore store;
  private Path data;

  @BeforeAll
  void start(@TempDir Path dir) throws IOException {
    store = new WebStore("store-a", dir);
    data = dir.resolve("data");
    store.pins().set("ann", PIN);
  }

  @AfterEach
  void mendFiles() throws IOException {
    Files.deleteIfExists(data.resolve("kiosks.json"));
    Files.deleteIfExists(data.resolve("staff.json"));
    store.pins().set("ann", PIN);
    store.access().refresh();
  }

  @AfterAll
  void stop() {
    store.close();
  }

  @Test
  void readsNowhereWhatCustomersDoNotSee() {
    // Given a held return, and a stranger who knows everything that names it
    Http page = kiosk();
    Http key = store.as(KIOSK);
    String receipt =
        key.submit("/api/v1/sales", WebStore.sale("HOLD-SECRET"))
            .json()
            .getJsonObject("transaction")
            .getString("receiptNumber");
    JsonObject held = key.submit("/api/v1/returns", WebStore.refund("HOLD-SECRET", receipt)).json();
    String alert =
        store
            .as(REVIEWER)
            .get("/api/v1/alerts")
            .json()
            .getJsonArray("items")
            .getJsonObject(0)
            .getString("id");
    Map<String, String> names =
        Map.of(
            ":transactionId",
            held.getJsonObject("transaction").getString("id"),
            ":receiptNumber",
            receipt,
            ":alertId",
            alert,
            ":customerId",
            "HOLD-SECRET",
            ":storeId",
            "store-a");

    // When each endpoint is read, with that in its path and its query
    int read = 0;
    for (Endpoint each : NodeEndpoints.of(store.store().vertx(), store.store().bus())) {
      String path = each.path();
      for (var name : names.entrySet()) {
        path = path.replace(name.getKey(), name.getValue());
      }
      if (path.endsWith("/events") || path.endsWith("/preview") || !isRead(each)) {
        continue;
      }
      for (String query : List.of("", "?reference=" + held.getString("reference"))) {
        Answer got = page.get(path + query);
        Answer head = head(page, path + query);

        // Then nothing of it is there
        assertThat(got.body()).as("GET %s: %s", path + query, got.status()).doesNotContain(HIDDEN);
        assertThat(head.status()).as("HEAD %s", path + query).isEqualTo(got.status());
        assertThat(head.body()).isEmpty();
        read++;
      }
    }
    assertThat(read).isGreaterThan(40);
  }

  @Test
  void doesNotReadTheSerialNumbersOfWhatSomebodyBought() {
    // Given a receipt with a serial number
    String receipt = receiptOf(sold("SN-PURCHASED"));

    // When whoever holds it looks it up
    Answer shown = kiosk().get("/api/v1/receipts/" + receipt);
    Answer known = store.as(KIOSK).get("/api/v1/receipts/" + receipt);

    // Then it is asked for and not said; who sends a key reads it
    assertThat(shown.body()).doesNotContain("SN-PURCHASED");
    JsonObject line = shown.json().getJsonArray("lines").getJsonObject(0);
    assertThat(line.getBoolean("serialRead")).isTrue();
    assertThat(known.body()).contains("SN-PURCHASED");
  }

  @Test
  void repeatsARecalledReturnAsTheirsWhoseItWas() {
    // Given a held return of somebody with a serial number, that another page recalls
    String receipt = receiptOf(sold("SN-7"));
    JsonObject first =
        kiosk().submit("/api/v1/returns", back("HOLD-7", receipt, "SN-7", "tok_1", null)).json();
    String id = first.getJsonObject("transaction").getString("id");
    Http page = kiosk();

    // When it repeats it without what it was not told, to the same card and to another
    JsonObject same = page.submit("/api/v1/returns", back(null, receipt, null, "tok_1", id)).json();
    JsonObject other =
        page.submit("/api/v1/returns", back(null, receipt, null, "tok_other", id)).json();

    // Then the first is that customer's, and the second nobody's
    assertThat(read(same)).contains("HOLD-7").contains("SN-7");
    assertThat(read(other)).doesNotContain("HOLD-7").doesNotContain("SN-7");
    assertThat(same.encode()).doesNotContain("HOLD-7").doesNotContain("SN-7");
  }

  private JsonObject sold(String serial) {
    return store
        .as(KIOSK)
        .submit(
            "/api/v1/sales",
            WebStore.sale("CU-7")
                .replace("\"quantity\":1", "\"quantity\":1,\"serial\":\"" + serial + "\""))
        .json();
  }

  private static String receiptOf(JsonObject sale) {
    return sale.getJsonObject("transaction").getString("receiptNumber");
  }

  private static String back(
      String customer, String receipt, String serial, String token, String retryOf) {
    JsonObject body = new JsonObject(WebStore.refund("nobody", receipt));
    body.remove("customerId");
    JsonObject line = body.getJsonArray("lines").getJsonObject(0);
    body.getJsonObject("refundTender").put("token", token);
    if (serial != null) {
      line.put("serial", serial);
    }
    if (customer != null) {
      body.put("customerId", customer);
    }
    if (retryOf != null) {
      body.put("retryOf", retryOf);
    }
    return body.encode();
  }

  private String read(JsonObject answer) {
    String id = answer.getJsonObject("transaction").getString("id");
    return store.as(REVIEWER).get("/api/v1/transactions/" + id).body();
  }

  @Test
  void isNoKeyBesideOneAndAKeyIsNoPageBesideACookie() {
    String cookie = kiosk().request("/").build().headers().firstValue("Cookie").orElseThrow();

    Answer withBoth =
        Http.send(
            store
                .as(KIOSK)
                .request("/api/v1/sales")
                .header("Cookie", cookie)
                .header("X-Tillwatch-Page", "kiosk")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "both-1")
                .POST(BodyPublishers.ofString(WebStore.sale("CU-1"))));
    Answer withAWrongKey =
        Http.send(
            store
                .as("no-key")
                .request("/api/v1/catalog")
                .header("Cookie", cookie)
                .header("X-Tillwatch-Page", "kiosk"));

    assertThat(withBoth.json().getJsonObject("assessment").getInteger("score")).isNotNull();
    assertThat(withAWrongKey.status()).isEqualTo(401);
  }

  @Test
  void isOutAtOnceWhenTheKeyThatPairedItIsRevoked() {
    String key = store.key(Role.KIOSK, null);
    String in = new JsonObject().put("page", "kiosk").put("key", key).encode();
    String cookie =
        store.anonymous().post("/api/v1/session", in).header("Set-Cookie").split(";", 2)[0];

    int before = catalog(cookie).status();
    store.revoke(key);
    int after = catalog(cookie).status();

    assertThat(before).isEqualTo(200);
    assertThat(after).isEqualTo(401);
  }

  @Test
  void doesNotReadTheMeasurementsOfTheMachineThatItStandsOn() {
    Answer byItsCookie = kiosk().get("/metrics");
    Answer byAScript =
        Http.send(store.anonymous().request("/metrics").header("Sec-Fetch-Site", "same-origin"));
    Answer byAProgram = store.anonymous().get("/metrics");

    assertThat(byItsCookie.status()).isEqualTo(403);
    assertThat(byAScript.status()).isEqualTo(401);
    assertThat(byAProgram.status()).isEqualTo(200);
  }

  @Test
  void isLockedAgainWhenNobodyCanReadWhoMayUnlockIt() throws IOException {
    Http page = kiosk();
    unlock(page, "ann");
    Files.writeString(data.resolve("staff.json"), "[{");

    try {
      store.access().refresh();
    } catch (IOException told) {
      assertThat(told).hasMessageContaining("staff.json");
    }

    assertThat(page.get("/api/v1/session?page=kiosk").json().getString("staff")).isNull();
  }

  @Test
  void signsInWithTheSameLinkOnceItsPairingCanBeWritten() throws IOException {
    String code = store.sessions().code(Page.KIOSK);
    String in = new JsonObject().put("page", "kiosk").put("code", code).encode();
    Files.writeString(data.resolve("kiosks.json"), "[{");

    Answer failed = store.anonymous().post("/api/v1/session", in);
    Files.delete(data.resolve("kiosks.json"));
    Answer mended = store.anonymous().post("/api/v1/session", in);
    Answer again = store.anonymous().post("/api/v1/session", in);

    assertThat(failed.status()).isEqualTo(500);
    assertThat(mended.status()).isEqualTo(200);
    assertThat(again.status()).isEqualTo(401);
  }

  @Test
  void cannotKeepOthersFromTheNodeByTryingManyPins() {
    // Given twenty kiosks that each try ten names
    List<Http> pages = IntStream.range(0, 20).mapToObj(n -> kiosk()).toList();
    ExecutorService many = Executors.newFixedThreadPool(50);
    List<CompletableFuture<Answer>> tries =
        IntStream.range(0, 200)
            .mapToObj(
                n -> CompletableFuture.supplyAsync(() -> unlock(pages.get(n % 20), "no" + n), many))
            .toList();
    Await.until("they are being tried", Duration.ofSeconds(20), () -> tried(tries) > 0);

    // When meanwhile another kiosk signs in, which writes to the disk
    long before = tried(tries);
    kiosk();

    // Then it has not waited for those that wait, and most were asked to come again
    assertThat(tried(tries) - before).isLessThan(8);
    tries.forEach(each -> assertThat(each.join().status()).isIn(403, 429));
    many.shutdown();
  }

  /** Those that were compared, and not sent away before. */
  private static long tried(List<CompletableFuture<Answer>> tries) {
    return tries.stream().filter(each -> each.isDone() && each.join().status() == 403).count();
  }

  private static boolean isRead(Endpoint endpoint) {
    return endpoint.method().equals(HttpMethod.GET);
  }

  private static Answer head(Http page, String path) {
    return Http.send(page.request(path).method("HEAD", BodyPublishers.noBody()));
  }

  private Answer catalog(String cookie) {
    return Http.send(
        store
            .anonymous()
            .request("/api/v1/catalog")
            .header("Cookie", cookie)
            .header("X-Tillwatch-Page", "kiosk"));
  }

  private Http kiosk() {
    return store.anonymous().signIn(Page.KIOSK, store.sessions().code(Page.KIOSK));
  }

  private static Answer unlock(Http page, String name) {
    return page.post(UNLOCK, new JsonObject().put("name", name).put("pin", PIN).encode());
  }
}
