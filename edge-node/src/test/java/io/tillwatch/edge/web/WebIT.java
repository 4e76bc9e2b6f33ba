package io.tillwatch.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.checkout.DoubleRefundFinding;
import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.ledger.Commit;
import io.tillwatch.core.ledger.Draft;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.PageQuery;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.camera.WebpPictures;
import io.tillwatch.edge.camera.source.DemoPictures;
import io.tillwatch.edge.web.Http.Answer;
import io.tillwatch.edge.web.access.Page;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
      // the list grows while it is read
      kiosk.submit("/api/v1/sales", WebStore.sale("PAGED"));
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
        .contains("jvm_heap_used_bytes")
        .containsPattern("tillwatch_http_connections [1-9]");
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
  void keepsAPhotoAndShowsItToReviewersOnlyWithAnAuditEntry() {
    Answer taken =
        kiosk.post("/api/v1/camera/captures", "{\"person\":\"Ann\",\"laneId\":\"A-01\"}");
    Answer faceless = kiosk.post("/api/v1/camera/captures", "{\"face\":false}");

    assertThat(taken.status()).as(taken.body()).isEqualTo(201);
    assertThat(taken.json().getJsonObject("face").getBoolean("verified")).isTrue();
    assertThat(faceless.json().getJsonObject("face").getBoolean("verified")).isFalse();
    assertThat(faceless.json().getJsonObject("face").getJsonArray("issues")).contains("NO_FACE");
    String photo = "/api/v1/photos/" + taken.json().getString("photoId");
    long before = auditEntries();
    assertThat(kiosk.get(photo).status()).isEqualTo(403);
    assertThat(reviewer.get(photo + "?why=alert").header("Content-Type")).isEqualTo("image/jpeg");
    assertThat(auditEntries()).isEqualTo(before + 1);
    assertThat(reviewer.get("/api/v1/photos/ph_none").status()).isEqualTo(404);
    Answer sale =
        kiosk.submit(
            "/api/v1/sales",
            WebStore.sale("SEEN")
                .replace(
                    "\"laneId\"",
                    "\"photoId\":\"" + taken.json().getString("photoId") + "\",\"laneId\""));
    assertThat(sale.status()).as(sale.body()).isEqualTo(201);
  }

  @Test
  void takesPicturesOnlyThatArePictures() {
    Http.Answer text = image("image/jpeg", "no picture".getBytes(StandardCharsets.UTF_8));
    Http.Answer large = image("image/jpeg", new byte[(2 << 20) + 1]);
    Http.Answer drawn = image("image/jpeg", DemoPictures.personJpeg(7, 1));
    Http.Answer gif = image("image/gif", new byte[10]);
    byte[] webp = WebpPictures.of(DemoPictures.personJpeg(8, 1), 80);
    Http.Answer modern = image("image/webp", webp);

    assertThat(text.status()).isEqualTo(422);
    assertThat(text.json().getString("code")).isEqualTo("NOT_A_PICTURE");
    assertThat(large.status()).isEqualTo(413);
    assertThat(gif.status()).isEqualTo(415);
    assertThat(drawn.status()).as(drawn.body()).isEqualTo(201);
    assertThat(drawn.json().getJsonObject("face").getInteger("count")).isEqualTo(1);
    assertThat(modern.status()).as(modern.body()).isEqualTo(201);
    assertThat(modern.json().getJsonObject("face").getInteger("count")).isEqualTo(1);
  }

  @Test
  void staysWithTheProtocolInWhichAClientSendsItsBody() throws Exception {
    HttpRequest sale =
        HttpRequest.newBuilder(URI.create(kiosk.base() + "/api/v1/sales"))
            .version(HttpClient.Version.HTTP_2)
            .header("Authorization", "Bearer " + WebStore.KIOSK)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "upgrade")
            .POST(BodyPublishers.ofString(WebStore.sale("UPGRADE")))
            .build();

    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(sale, HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
  }

  @Test
  void streamsThePreviewAsMotionJpeg() throws IOException {
    long before = auditEntries();

    watchCamera(WebStore.KIOSK, "");

    assertThat(auditEntries()).as("customers see themselves").isEqualTo(before);
  }

  @Test
  void writesDownWhoOfTheStaffWatchedTheCamera() throws IOException {
    watchCamera(WebStore.REVIEWER, "?why=a+queue");

    JsonObject entry =
        reviewer.get("/api/v1/audit?limit=1").json().getJsonArray("items").getJsonObject(0);
    assertThat(entry.getString("action")).isEqualTo("CAMERA_WATCHED");
    assertThat(entry.getString("actor")).isEqualTo("reviewer-1");
    assertThat(entry.getString("target")).isEqualTo("demo");
    assertThat(entry.getString("why")).isEqualTo("a queue");
    assertThat(store.as(WebStore.INTEGRATION).get("/api/v1/camera/preview").status())
        .isEqualTo(403);
  }

  private void watchCamera(String key, String query) throws IOException {
    HttpURLConnection watching =
        (HttpURLConnection)
            URI.create(kiosk.base() + "/api/v1/camera/preview" + query).toURL().openConnection();
    watching.setRequestProperty("Authorization", "Bearer " + key);
    watching.setReadTimeout(10_000);
    assertThat(watching.getContentType()).startsWith("multipart/x-mixed-replace");
    byte[] start = watching.getInputStream().readNBytes(64);
    assertThat(new String(start, StandardCharsets.ISO_8859_1)).contains("image/jpeg");
    watching.disconnect();
  }

  @Test
  void tellsWhichModelsAreInForce() {
    JsonObject model =
        reviewer.get("/api/v1/camera").json().getJsonArray("models").getJsonObject(0);

    assertThat(model.getString("use")).isEqualTo("detector");
    assertThat(model.getString("name")).isEqualTo("blazeface-short");
    assertThat(model.getString("sha256")).startsWith("3bc182eb");
    assertThat(model.getString("licence")).isEqualTo("Apache-2.0");
    assertThat(reviewer.get("/health/ready").body())
        .contains("detector blazeface-short (3bc182eb, Apache-2.0)");
  }

  @Test
  void raisesAnAlertForWhatOnlyTheMergedHistoryShows() {
    String receipt = receipt(kiosk.submit("/api/v1/sales", WebStore.sale("TWICE")));
    String paid = id(kiosk.submit("/api/v1/returns", WebStore.refund("TWICE", receipt)));
    DoubleRefundFinding finding =
        DoubleRefundFinding.builder()
            .id(DoubleRefundFinding.idFor(receipt, 0, 1))
            .at(Instant.now())
            .storeId("store-a")
            .kind(DoubleRefundFinding.Kind.DOUBLE_REFUND)
            .receipt(receipt)
            .returns(List.of("elsewhere", paid))
            .overUnits(1)
            .overMinor(249999)
            .build();
    store
        .store()
        .ask(
            Channels.COMMIT,
            Commit.of(
                Draft.of(FactKind.FINDING, finding.id(), finding.at(), finding)
                    .about(finding.returns())
                    .in(List.of(Indexes.ALERTS))
                    .build()));

    String path = "/api/v1/alerts/al_" + finding.id();
    JsonObject alert = reviewer.get(path).json();

    assertThat(alert.getString("kind")).isEqualTo("DOUBLE_REFUND");
    assertThat(alert.getJsonObject("transaction").getString("id")).isEqualTo(paid);
    assertThat(alert.getJsonObject("assessment").getInteger("score")).isEqualTo(95);
    assertThat(alert.getJsonObject("sale").getString("receiptNumber")).isEqualTo(receipt);
    assertThat(reviewer.get("/api/v1/alerts").body()).contains(finding.id());
    Answer resolved = reviewer.post(path + "/resolution", "{\"outcome\":\"FRAUD\"}");
    assertThat(resolved.json().getString("status")).isEqualTo("RESOLVED");
    await(() -> figures().getJsonObject("resolved").getLong("fraud") > 0);
  }

  @Test
  void refusesForgedFramesAtTheClustersEndpoint() {
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

  private Answer image(String type, byte[] bytes) {
    return Http.send(
        kiosk
            .request("/api/v1/photos?lane=A-01")
            .header("Content-Type", type)
            .POST(BodyPublishers.ofByteArray(bytes)));
  }

  private long auditEntries() {
    return store
        .store()
        .ask(Channels.PAGE, PageQuery.oldest(Indexes.AUDIT, null, true))
        .facts()
        .size();
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
