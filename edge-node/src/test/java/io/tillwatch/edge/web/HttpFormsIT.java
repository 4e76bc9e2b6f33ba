package io.tillwatch.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.camera.source.DemoPictures;
import io.tillwatch.edge.web.Http.Answer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients of HTTP do that is neither wrong nor common. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpFormsIT {
  private static final String LIST =
      "{\"list\":\"BLOCK\",\"customerId\":\"EVE\",\"reason\":\"%s\"}";

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
  void asksForTheBodyOfAClientThatWaitsToBeAsked() {
    HttpRequest.Builder sale =
        kiosk
            .request("/api/v1/sales")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "waits")
            .expectContinue(true)
            .POST(BodyPublishers.ofString(WebStore.sale("WAITS")));

    assertThat(Http.send(sale).status()).isEqualTo(201);
  }

  @Test
  void tracesATapFromWhenItWasByTheClockThatTheAnswersTell() {
    long clock = Long.parseLong(kiosk.get("/api/v1/catalog").header("Tillwatch-Clock"));

    assertThat(tapped("by-clock", clock - 2_000_000)).isEqualTo(clock - 2_000_000);
    assertThat(tapped("not-yet", clock + 60_000_000)).isBetween(clock, clock + 20_000_000);
    assertThat(tapped("long-ago", 1)).isBetween(clock, clock + 20_000_000);
  }

  /** When a sale was tapped as its trace has it, whose till says that it was then, and just now. */
  private long tapped(String key, long at) {
    Answer sold =
        Http.send(
            kiosk
                .request("/api/v1/sales")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .header("Tillwatch-Tapped-Ago", "0")
                .header("Tillwatch-Tapped-At", Long.toString(at))
                .POST(BodyPublishers.ofString(WebStore.sale("TAPS"))));
    String id = sold.json().getJsonObject("transaction").getString("id");
    return reviewer
        .get("/api/v1/traces/" + id)
        .json()
        .getJsonArray("stages")
        .getJsonObject(0)
        .getLong("atMicros");
  }

  @Test
  void refusesAClientThatWaitsToBeAskedBeforeItSendsItsBody() throws IOException {
    try (RawHttp line = new RawHttp(kiosk.base())) {
      line.send(
          "POST /api/v1/sales HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
              + "Content-Length: 100\r\nExpect: 100-continue\r\n\r\n");

      assertThat(line.status()).isEqualTo(401);
    }
    try (RawHttp line = new RawHttp(kiosk.base())) {
      line.send(
          "POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
              + "Content-Length: 100\r\nExpect: miracles\r\n\r\n");

      assertThat(line.status()).isEqualTo(417);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/stats",
        "/api/v1/transactions?limit=3",
        "/api/v1/events",
        "/api/v1/audit/export",
        "/health/live",
        "/metrics"
      })
  void answersHeadWhereverItAnswersGet(String path) {
    Answer head = Http.send(reviewer.request(path).method("HEAD", BodyPublishers.noBody()));

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.header("Content-Type")).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/kiosk", "/kiosk.html", "/openapi.yaml"})
  void answersHeadForItsPages(String path) {
    Answer head =
        Http.send(store.anonymous().request(path).method("HEAD", BodyPublishers.noBody()));

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
  }

  @Test
  void letsHeadInNoFurtherThanGet() {
    Answer nobody =
        Http.send(
            store.anonymous().request("/api/v1/stats").method("HEAD", BodyPublishers.noBody()));
    Answer put =
        Http.send(reviewer.request("/api/v1/stats").method("PUT", BodyPublishers.noBody()));

    assertThat(nobody.status()).isEqualTo(401);
    assertThat(put.status()).isEqualTo(405);
    assertThat(put.header("Allow")).isEqualTo("GET, HEAD");
  }

  @Test
  void takesThePictureOfACameraThatNamesItsTypeWrongly() {
    Answer taken =
        Http.send(
            kiosk
                .request("/api/v1/photos")
                .header("Content-Type", "image/jpg")
                .POST(BodyPublishers.ofByteArray(DemoPictures.personJpeg(9, 1))));

    assertThat(taken.status()).as(taken.body()).isEqualTo(201);
  }

  @Test
  void takesAFieldThatIsNullForOneThatIsAbsentAlsoWhenItIsSentAgain() {
    String body = WebStore.sale("NULL");
    Answer first = kiosk.submit("/api/v1/sales", body, "null or absent");
    Answer again =
        kiosk.submit(
            "/api/v1/sales",
            body.replace("\"laneId\"", "\"photoId\":null,\"reason\":null,\"laneId\""),
            "null or absent");

    assertThat(first.status()).isEqualTo(201);
    assertThat(again.status()).as(again.body()).isEqualTo(201);
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "مشتری می\u200cخواهد پس بدهد",
        "spoke to the family \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 twice",
        "Rück\u00ADgabe\u00ADgrund",
        "first line\\nsecond line\\tindented",
        "\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62\uDB40\uDC65\uDB40\uDC6E\uDB40\uDC67\uDB40\uDC7F"
      })
  void takesNotesInAnyScript(String note) {
    Answer listed = reviewer.post("/api/v1/lists", LIST.formatted(note));

    assertThat(listed.status()).as(listed.body()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"bell \\u0007", "\\u200c\\u200d", " \\t ", "\\u202egnp.exe", "half \\ud83d"})
  void refusesNotesThatHideSomething(String note) {
    Answer refused = reviewer.post("/api/v1/lists", LIST.formatted(note));

    assertThat(refused.status()).as(refused.body()).isIn(400, 422);
  }

  @Test
  void stillRefusesWhatNobodySeesInAnId() {
    Answer refused = kiosk.submit("/api/v1/sales", WebStore.sale("CHRIS\u200d_001"));

    assertThat(refused.status()).isEqualTo(422);
  }

  @Test
  void takesTheReasonForALookInAnyScript() {
    Answer look =
        reviewer.get(
            "/api/v1/photos/ph_none?why=%D9%85%DB%8C%E2%80%8C%D8%AE%D9%88%D8%A7%D9%87%D8%AF");

    assertThat(look.status()).as(look.body()).isEqualTo(404);
  }
}
