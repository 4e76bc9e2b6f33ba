package io.tillwatch.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.ledger.FactsQuery;
import io.tillwatch.core.photos.Photo;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.camera.BrowserFrames;
import io.tillwatch.edge.support.TestStore;
import io.tillwatch.edge.web.Http.Answer;
import io.tillwatch.edge.web.access.Page;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A live session over HTTP, and what its photo is good for. */
@Timeout(60)
class LivePhotoIT {
  private static final String SESSIONS = "/api/v1/photos/sessions";
  private static final String OPEN =
      """
      {"laneId":"A-01","consent":"purposes=photo,match;text=v3;lang=en"}""";

  @TempDir private static Path dir;
  private static WebStore shop;
  private static Http till;

  @BeforeAll
  static void openShop() throws Exception {
    shop = new WebStore("store-a", dir);
    till = shop.as(WebStore.KIOSK);
  }

  @AfterAll
  static void closeShop() {
    shop.close();
  }

  @Test
  void takesAPhotoThatIsGoodForOneTransactionAtItsLane() {
    // Given a session
    JsonObject session = till.post(SESSIONS, OPEN).json();
    assertThat(session.getString("turn")).isNull();

    // When its frames are sent
    JsonObject last = photo(session, 0);

    // Then there is a photo of this browser's camera, and what its customer agreed to
    JsonObject photo = last.getJsonObject("photo");
    assertThat(photo.getString("source")).isEqualTo("BROWSER");
    assertThat(photo.getJsonObject("face").getBoolean("verified")).isTrue();
    String id = photo.getString("photoId");
    Photo kept =
        (Photo)
            TestStore.await(shop.store().bus().ask(Channels.FACTS, FactsQuery.one(id)))
                .facts()
                .get(0)
                .fact();
    assertThat(kept.mayBeMatched()).isTrue();
    assertThat(kept.laneId()).isEqualTo("A-01");

    // And it belongs to one transaction at that lane
    assertThat(sell("A-02", id)).returns(422, Answer::status);
    assertThat(sell("A-02", id).json().getString("code")).isEqualTo("PHOTO_OF_OTHER_LANE");
    assertThat(sell("A-01", id).status()).isEqualTo(201);
    assertThat(sell("A-01", id).json().getString("code")).isEqualTo("PHOTO_USED");

    // And the session is over
    assertThat(send(session, "A-01", BrowserFrames.of(3, 90)))
        .returns(409, Answer::status)
        .returns("LIVE_SESSION_USED", answer -> answer.json().getString("code"));
  }

  @Test
  void refusesWithTheTrueReason() {
    JsonObject session = till.post(SESSIONS, OPEN).json();

    assertThat(send(session, "A-02", BrowserFrames.of(4, 0)).json().getString("code"))
        .isEqualTo("OTHER_LANE");
    assertThat(send(session.copy().put("nonce", "x"), "A-01", BrowserFrames.of(4, 0)))
        .returns(403, Answer::status)
        .returns("PHOTO_NONCE_WRONG", answer -> answer.json().getString("code"));
    assertThat(send(session, "A-01", new byte[64]).json().getString("code"))
        .isEqualTo("NOT_A_PICTURE");
    assertThat(send(session, "A-01", new byte[600 << 10]).status()).isEqualTo(413);
    byte[] still = BrowserFrames.of(4, 1);
    Answer answer = send(session, "A-01", still);
    for (int frame = 0; frame < 12 && answer.status() == 200; frame++) {
      answer = send(session, "A-01", still);
    }
    assertThat(answer)
        .returns(422, Answer::status)
        .returns("PHOTO_FROZEN", refused -> refused.json().getString("code"));
  }

  @Test
  void callsASinglePictureOfAPageAnUpload() {
    Http page = shop.anonymous().signIn(Page.KIOSK, shop.sessions().code(Page.KIOSK));

    JsonObject photo = page.photo(BrowserFrames.of(5, 0), null).json();

    assertThat(photo.getString("source")).isEqualTo("UPLOAD");
  }

  @Test
  void forgetsASessionThatAPageLeaves() {
    JsonObject session = till.post(SESSIONS, OPEN).json();

    Answer left = till.delete(SESSIONS + "/" + session.getString("sessionId") + "?lane=A-01");

    assertThat(left.status()).isEqualTo(204);
    assertThat(send(session, "A-01", BrowserFrames.of(6, 0)).json().getString("code"))
        .isEqualTo("LIVE_SESSION_ENDED");
  }

  private static JsonObject photo(JsonObject session, long from) {
    for (long number = from; number < from + 200; number++) {
      Answer answer = send(session, "A-01", BrowserFrames.of(3, number));
      assertThat(answer.status()).as(answer.body()).isBetween(200, 201);
      if (answer.status() == 201) {
        return answer.json();
      }
    }
    throw new AssertionError("no photo");
  }

  private static Answer send(JsonObject session, String lane, byte[] frame) {
    return Http.send(
        till.request(SESSIONS + "/" + session.getString("sessionId") + "/frames?lane=" + lane)
            .header("Content-Type", "image/jpeg")
            .header("X-Photo-Nonce", session.getString("nonce"))
            .POST(BodyPublishers.ofByteArray(frame)));
  }

  private static Answer sell(String lane, String photoId) {
    return till.submit(
        "/api/v1/sales",
        """
        {"laneId":"%s","cashierId":"C-1","currency":"USD","photoId":"%s",
         "lines":[{"sku":"SHIRT_001","quantity":1,"unitPriceMinor":2999}],
         "tender":{"type":"CASH"}}"""
            .formatted(lane, photoId));
  }
}
