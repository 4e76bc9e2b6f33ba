package io.tillwatch.edge.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tillwatch.edge.camera.TestFaces;
import io.tillwatch.edge.config.CameraConfig;
import io.tillwatch.edge.config.CameraSource;
import io.tillwatch.edge.web.Http.Answer;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A lane whose own camera looks once more before goods change hands. The camera shows clips of two
 * people; no model compares, only the texture of their faces.
 */
class CameraPresenceIT {
  private static final int MOST_LOOKS = 30;
  private static final String LANE = "A-09";
  private static final String AGREED = "purposes=photo,match;text=v3;lang=en";

  @TempDir private Path dir;
  private Path clips;
  private ClipCamera camera;
  private WebStore store;
  private Http kiosk;

  @BeforeEach
  void open() throws Exception {
    var faces = TestFaces.folder();
    assumeTrue(faces.isPresent(), "no test faces");
    clips = faces.get().resolve("video");
    camera = new ClipCamera(clips.resolve("male.mjpeg"));
    store =
        new WebStore(
            "store-a",
            dir,
            new CameraConfig(
                CameraSource.parse("none"),
                Map.of(LANE, CameraSource.parse(camera.source())),
                CameraConfig.Models.NONE,
                false,
                false,
                /* sameVisit= */ true));
    kiosk = store.as(WebStore.KIOSK);
  }

  @AfterEach
  void close() throws Exception {
    if (store != null) {
      store.close();
    }
    if (camera != null) {
      camera.close();
    }
  }

  @Test
  void tellsThePersonOfThePhotoFromSomebodyElseByTheLanesOwnCamera() throws Exception {
    // Given a man whom the lane's camera photographed
    String photo = photograph(AGREED);
    assertThat(personSoon(photo, "SAME")).isEqualTo("SAME");

    // When a woman stands there
    camera.show(clips.resolve("female.mjpeg"));
    assertThat(personSoon(photo, "OTHER")).isEqualTo("OTHER");

    // Then his photo serves nobody
    assertThat(sell(photo))
        .returns(422, Answer::status)
        .returns("PHOTO_OF_OTHER_PERSON", refused -> refused.json().getString("code"));

    // And it does once he is back
    camera.show(clips.resolve("male.mjpeg"));
    assertThat(personSoon(photo, "SAME")).isEqualTo("SAME");
    assertThat(sell(photo).status()).isEqualTo(201);
  }

  @Test
  void saysWhyNobodyIsComparedAndHoldsItAgainstNobody() {
    String declined = photograph("purposes=photo;text=v3;lang=en");

    assertThat(ask(declined, LANE).json())
        .isEqualTo(
            new JsonObject()
                .put("photoId", declined)
                .put("person", "UNKNOWN")
                .put("why", "NO_CONSENT"));
    assertThat(ask(declined, "A-01").json().getString("code")).isEqualTo("OTHER_LANE");
    assertThat(ask("ph_nobody", LANE).json().getString("code")).isEqualTo("UNKNOWN_PHOTO");
    assertThat(sell(declined).status()).isEqualTo(201);
  }

  @Test
  void aCameraThatIsGoneKeepsNobodyFromBuying() {
    String photo = photograph(AGREED);
    camera.close();

    Answer gone = ask(photo, LANE);

    assertThat(gone.status()).as(gone.body()).isEqualTo(503);
    assertThat(gone.json().getString("code")).isEqualTo("CAMERA_UNAVAILABLE");
    assertThat(sell(photo).status()).isEqualTo(201);
  }

  @Test
  void saysThatAFrameIsNoPicture() {
    String photo = photograph(AGREED);

    Answer refused =
        Http.send(
            kiosk
                .request("/api/v1/photos/" + photo + "/presence?lane=" + LANE)
                .header("Content-Type", "image/jpeg")
                .POST(BodyPublishers.ofString("no picture")));

    assertThat(refused)
        .returns(422, Answer::status)
        .returns("NOT_A_PICTURE", answer -> answer.json().getString("code"));
  }

  private String photograph(String consent) {
    Answer taken =
        kiosk.post(
            "/api/v1/camera/captures",
            new JsonObject().put("laneId", LANE).put("consent", consent).encode());
    assertThat(taken.status()).as(taken.body()).isEqualTo(201);
    assertThat(taken.json().getString("source")).isEqualTo("LIVE_CAMERA");
    assertThat(taken.json().getJsonObject("face").getBoolean("verified")).isTrue();
    return taken.json().getString("photoId");
  }

  /** What is said of who is there, as soon as it is the expected, or last. */
  private String personSoon(String photo, String expected) {
    String said = "";
    for (int look = 0; look < MOST_LOOKS && !said.equals(expected); look++) {
      Answer answer = ask(photo, LANE);
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      said = answer.json().getString("person");
    }
    return said;
  }

  private Answer ask(String photo, String lane) {
    return kiosk.post(
        "/api/v1/camera/presence",
        new JsonObject().put("photoId", photo).put("laneId", lane).encode());
  }

  private Answer sell(String photo) {
    String sale = WebStore.sale("CU_1").replace("A-01", LANE);
    return kiosk.submit(
        "/api/v1/sales", sale.replace("\"laneId\"", "\"photoId\":\"" + photo + "\",\"laneId\""));
  }
}
