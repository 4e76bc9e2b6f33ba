package io.tillwatch.edge.web;

import static io.tillwatch.edge.web.WebStore.KIOSK;
import static io.tillwatch.edge.web.WebStore.REVIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.web.Http.Answer;
import io.tillwatch.edge.web.access.Page;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a kiosk's page reads with and without a PIN, in whatever answer it stands. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StaffPinIT {
  private static final String UNLOCK = "/api/v1/session/staff";
  private static final String PIN = "271828";
  private static final List<String> HIDDEN =
      List.of("score", "reasons", "points", "rulesetVersion", "mitigations", "CU-SECRET", "note");

  private WebStore store;
  private Path data;

  @BeforeAll
  void start(@TempDir Path dir) throws IOException {
    store = new WebStore("store-a", dir);
    data = dir.resolve("data");
    store.pins().set("ann", PIN);
  }

  @AfterEach
  void forgive() throws IOException {
    store.clockIsAhead(Duration.ZERO);
    store.pins().unlock("ann");
  }

  @AfterAll
  void stop() {
    store.close();
  }

  @Test
  void aPageReadsNoScoreNoReasonAndNotWhoseReceiptItIs() {
    Http page = kiosk();
    String key = UUID.randomUUID().toString();

    Answer sold = page.submit("/api/v1/sales", WebStore.sale("CU-SECRET"), key);
    Answer again = page.submit("/api/v1/sales", WebStore.sale("CU-SECRET"), key);
    String receipt = sold.json().getJsonObject("transaction").getString("receiptNumber");
    Answer back = page.submit("/api/v1/returns", WebStore.refund("HOLD-1", receipt));
    Answer looked = page.get("/api/v1/receipts/" + receipt);
    Answer recalled =
        page.get("/api/v1/transactions?reference=" + sold.json().getString("reference"));

    assertThat(sold.status()).isEqualTo(201);
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(back.json().getJsonObject("assessment"))
        .isEqualTo(new JsonObject().put("decision", "REVIEW").putNull("remedy"));
    assertThat(back.json().getString("reference")).isNotBlank();
    assertThat(looked.status()).isEqualTo(200);
    assertThat(recalled.json().getJsonArray("items")).hasSize(1);
    for (Answer each : List.of(sold, again, back, looked, recalled)) {
      assertThat(each.body()).doesNotContain(HIDDEN);
    }
  }

  @Test
  void aLockedPageCannotAskByAFilterForWhatItsAnswersHide() {
    Http page = kiosk();
    JsonObject held = page.submit("/api/v1/returns", WebStore.refund("HOLD-1", "R-1")).json();
    String one = "/api/v1/transactions?reference=" + held.getString("reference");

    Answer reason = page.get(one + "&reason=RECEIPT_UNKNOWN");
    Answer customer = page.get(one + "&customerId=HOLD-1");
    unlock(page, "ann", PIN);
    Answer open = page.get(one + "&customerId=HOLD-1");

    assertThat(reason.json().getString("code")).isEqualTo("STAFF_PIN_NEEDED");
    assertThat(customer.json().getString("code")).isEqualTo("STAFF_PIN_NEEDED");
    assertThat(open.json().getJsonArray("items")).hasSize(1);
  }

  @Test
  void aKeySentAsBearerHasTheFullAnswer() {
    JsonObject sold = store.as(KIOSK).submit("/api/v1/sales", WebStore.sale("CU-SECRET")).json();

    assertThat(sold.getJsonObject("assessment").getInteger("score")).isNotNull();
    assertThat(sold.getJsonObject("transaction").getString("customerId")).isEqualTo("CU-SECRET");
  }

  @Test
  void aPinShowsTheRestForAWhileAndIsWrittenDown() {
    Http page = kiosk();

    Answer unlocked = unlock(page, "ann", PIN);
    JsonObject open = page.submit("/api/v1/sales", WebStore.sale("CU-1")).json();
    String staff = page.get("/api/v1/session?page=kiosk").json().getString("staff");
    store.clockIsAhead(Duration.ofMinutes(11));
    Answer closed = page.submit("/api/v1/sales", WebStore.sale("CU-1"));

    assertThat(unlocked.status()).isEqualTo(200);
    assertThat(staff).isEqualTo("ann");
    assertThat(open.getJsonObject("assessment").getInteger("score")).isNotNull();
    assertThat(closed.body()).doesNotContain("score");
    assertThat(store.as(REVIEWER).get("/api/v1/audit").body())
        .contains("STAFF_UNLOCKED_PAGE")
        .contains("\"ann\"")
        .doesNotContain(PIN);
  }

  @Test
  void staffLockItAgainAndAnotherPageStaysLockedAllTheTime() {
    Http page = kiosk();
    Http other = kiosk();
    unlock(page, "ann", PIN);

    Answer elsewhere = other.submit("/api/v1/sales", WebStore.sale("CU-1"));
    int locked = page.delete(UNLOCK).status();
    Answer here = page.submit("/api/v1/sales", WebStore.sale("CU-1"));

    assertThat(locked).isEqualTo(204);
    assertThat(elsewhere.body()).doesNotContain("score");
    assertThat(here.body()).doesNotContain("score");
  }

  @Test
  void voidsAndASupervisorsWordNeedAPin() {
    Http page = kiosk();
    JsonObject sale = page.submit("/api/v1/sales", WebStore.sale("CU-1")).json();
    String id = sale.getJsonObject("transaction").getString("id");
    String word =
        new JsonObject(WebStore.refund("CU-1", "A-1")).put("supervisorId", "S-1").encode();

    Answer refused = page.post("/api/v1/transactions/" + id + "/void", "{}");
    Answer claimed = page.submit("/api/v1/returns", word);
    unlock(page, "ann", PIN);
    Answer done = page.post("/api/v1/transactions/" + id + "/void", "{}");

    assertThat(refused.json().getString("code")).isEqualTo("STAFF_PIN_NEEDED");
    assertThat(claimed.json().getString("code")).isEqualTo("STAFF_PIN_NEEDED");
    assertThat(done.status()).isEqualTo(200);
  }

  @Test
  void fiveWrongPinsLockANameAtThatKioskHoweverManyAreTriedAtOnceAndAfterARestart()
      throws IOException {
    Http page = kiosk();

    List<CompletableFuture<Answer>> tries =
        IntStream.range(0, 8)
            .mapToObj(
                n -> CompletableFuture.supplyAsync(() -> unlock(page, "ann", "90000" + n % 10)))
            .toList();
    List<String> codes =
        tries.stream().map(CompletableFuture::join).map(a -> a.json().getString("code")).toList();
    Answer right = unlock(page, "ann", PIN);
    String kept = Files.readString(data.resolve("staff.json"));
    store.clockIsAhead(Duration.ofMinutes(16));
    Answer later = unlock(page, "ann", PIN);

    assertThat(codes).filteredOn("STAFF_PIN_WRONG"::equals).hasSize(4);
    assertThat(codes).filteredOn("STAFF_PIN_LOCKED"::equals).hasSize(4);
    assertThat(right.status()).isEqualTo(429);
    assertThat(right.header("Retry-After")).isNotNull();
    assertThat(kept).contains("lockedUntil");
    assertThat(later.status()).isEqualTo(200);
    assertThat(store.as(REVIEWER).get("/api/v1/audit").body()).contains("wrong PINs at this kiosk");
  }

  @Test
  void whoGuessesAtOneKioskDoesNotTakeANamesPinAwayAtAnother() {
    Http guessed = kiosk();
    Http other = kiosk();

    IntStream.range(0, 6).forEach(n -> unlock(guessed, "ann", "16180" + n));
    Answer elsewhere = unlock(other, "ann", PIN);
    Answer there = unlock(guessed, "ann", PIN);

    assertThat(elsewhere.status()).isEqualTo(200);
    assertThat(there.json().getString("code")).isEqualTo("STAFF_PIN_LOCKED");
  }

  @Test
  void anUnknownNameIsAnsweredAsAWrongPinIs() {
    Http page = kiosk();

    Answer unknown = unlock(page, "nobody", PIN);
    Answer wrong = unlock(page, "ann", "161803");

    assertThat(unknown.status()).isEqualTo(wrong.status());
    assertThat(unknown.json().getString("code")).isEqualTo(wrong.json().getString("code"));
    assertThat(unknown.json().getString("detail")).isEqualTo(wrong.json().getString("detail"));
  }

  @Test
  void aNameThatNobodyHasIsLockedAsOneThatSomebodyHas() {
    Http page = kiosk();

    List<String> nobody =
        IntStream.range(0, 6)
            .mapToObj(n -> unlock(page, "no.one", "161803").json().getString("code"))
            .toList();
    Http other = kiosk();
    List<String> ann =
        IntStream.range(0, 6)
            .mapToObj(n -> unlock(other, "ann", "161803").json().getString("code"))
            .toList();

    assertThat(nobody).isEqualTo(ann).endsWith("STAFF_PIN_LOCKED");
    assertThat(store.as(REVIEWER).get("/api/v1/audit").body()).doesNotContain("no.one");
  }

  @Test
  void onePageMayNotTryWithoutEnd() {
    Http page = kiosk();

    List<Integer> statuses =
        IntStream.range(0, 12).mapToObj(n -> unlock(page, "nobody" + n, PIN).status()).toList();

    assertThat(statuses).filteredOn(status -> status == 403).hasSize(10);
    assertThat(statuses).filteredOn(status -> status == 429).hasSize(2);
  }

  @Test
  void aKeyIsNoPageThatCouldBeUnlocked() {
    Answer answer =
        store.as(KIOSK).post(UNLOCK, "{\"name\":\"ann\",\"pin\":\"%s\"}".formatted(PIN));

    assertThat(answer.json().getString("code")).isEqualTo("NO_KIOSK_SESSION");
  }

  @Test
  void theFileHoldsNoPin() throws IOException {
    String kept = Files.readString(data.resolve("staff.json"));

    assertThat(kept).contains("pbkdf2-sha256").doesNotContain(PIN);
    assertThat(Files.getPosixFilePermissions(data.resolve("staff.json"))).hasSize(2);
  }

  @Test
  void anEventOfAPagesLaneHasNoScore() throws IOException {
    Http page = kiosk();
    unlock(page, "ann", PIN);
    try (EventReader events = EventReader.open(page, "/api/v1/events?lane=A-01", null)) {
      page.submit("/api/v1/sales", WebStore.sale("CU-SECRET"));

      String told = events.await("transaction", any -> true).encode();
      assertThat(told).contains("\"decision\"").doesNotContain(HIDDEN);
    }
  }

  private Http kiosk() {
    return store.anonymous().signIn(Page.KIOSK, store.sessions().code(Page.KIOSK));
  }

  private static Answer unlock(Http page, String name, String pin) {
    return page.post(UNLOCK, new JsonObject().put("name", name).put("pin", pin).encode());
  }
}
