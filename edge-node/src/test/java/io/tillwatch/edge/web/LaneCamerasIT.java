package io.tillwatch.edge.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.camera.source.DemoPictures;
import io.tillwatch.edge.config.CameraConfig;
import io.tillwatch.edge.config.CameraSource;
import io.tillwatch.edge.config.keys.Role;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.web.Http.Answer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store whose lanes have cameras of their own, and whose lane A-03 has none. */
class LaneCamerasIT {
  @TempDir private static Path dir;
  private static WebStore store;
  private static Http kiosk;

  @BeforeAll
  static void openStore() throws IOException {
    Path pictures = Files.createDirectory(dir.resolve("pictures"));
    Files.write(pictures.resolve("one.jpg"), DemoPictures.personJpeg(3, 1));
    CameraConfig config =
        new CameraConfig(
            CameraSource.parse("demo"),
            Map.of(
                "A-02", CameraSource.parse("folder:" + pictures),
                "A-03", CameraSource.parse("none"),
                "A-04", CameraSource.parse("folder:" + pictures)),
            CameraConfig.Models.NONE,
            false,
            false,
            false);
    store = new WebStore("store-a", dir, config);
    kiosk = store.as(WebStore.KIOSK);
  }

  @AfterAll
  static void closeStore() throws Exception {
    store.close();
  }

  @Test
  void answersForTheCameraThatALaneUses() {
    JsonObject own = kiosk.get("/api/v1/camera?lane=A-02").json();
    JsonObject common = kiosk.get("/api/v1/camera?lane=A-01").json();

    assertThat(own.getString("laneId")).isEqualTo("A-02");
    assertThat(own.getString("source")).startsWith("folder:");
    assertThat(common.containsKey("laneId")).isFalse();
    assertThat(common.getString("source")).isEqualTo("demo");
    JsonObject all = kiosk.get("/api/v1/camera").json();
    assertThat(common.containsKey("lanes")).isFalse();
    assertThat(all.getJsonArray("lanes").stream().map(lane -> states((JsonObject) lane)))
        .hasSize(3)
        .startsWith("A-02 " + own.getString("state"), "A-03 NONE");
    all.remove("lanes");
    assertThat(all).isEqualTo(common);
    assertThat(kiosk.get("/api/v1/camera?lane=A-03").json().getString("state")).isEqualTo("NONE");
  }

  @Test
  void takesThePictureWithTheLanesCameraAndTellsThatLaneOnly() throws IOException {
    try (EventReader there = EventReader.open(kiosk, "/api/v1/events?lane=A-02", null);
        EventReader elsewhere = EventReader.open(kiosk, "/api/v1/events?lane=A-01", null)) {
      Answer taken = kiosk.post("/api/v1/camera/captures", "{\"laneId\":\"A-02\"}");

      assertThat(taken.status()).as(taken.body()).isEqualTo(201);
      assertThat(taken.json().getJsonObject("face").getInteger("count")).isEqualTo(1);
      JsonObject told = there.await("camera", any -> true);
      assertThat(told.getString("laneId")).isEqualTo("A-02");
      kiosk.post("/api/v1/camera/captures", "{\"laneId\":\"A-01\",\"person\":\"Ann\"}");
      assertThat(elsewhere.await("camera", any -> true).containsKey("laneId")).isFalse();
    }
  }

  @Test
  void saysWhichLanesHaveACameraWhereThisOneHasNone() {
    Answer none = kiosk.post("/api/v1/camera/captures", "{\"laneId\":\"A-03\"}");

    assertThat(none.status()).isEqualTo(503);
    assertThat(none.json().getString("code")).isEqualTo("CAMERA_UNAVAILABLE");
    assertThat(none.json().getString("detail"))
        .contains("Lane A-03 has no camera", "camera.lanes.A-03", "lanes with a camera: A-02");
    assertThat(kiosk.get("/api/v1/camera/preview?lane=A-03").status()).isEqualTo(503);
  }

  private static String states(JsonObject lane) {
    return lane.getString("laneId") + " " + lane.getString("state");
  }

  @Test
  void showsStaffWhatALanesCameraSeesWhileTheyWatchItAndWritesThatDown() throws IOException {
    Http reviewer = store.as(WebStore.REVIEWER);
    String look = "/api/v1/camera/look?lane=A-04";
    assertThat(reviewer.get(look).json().getString("code")).isEqualTo("CAMERA_NOT_WATCHED");

    // Given somebody of the staff who watches the lane's own camera
    try (InputStream watching =
        watch(WebStore.REVIEWER, "/api/v1/camera/preview?lane=A-04&why=it+is+dark")) {
      assertThat(watching.readNBytes(2_000)).asString(ISO_8859_1).contains("image/jpeg");
      Await.until(
          "it is measured",
          Duration.ofSeconds(20),
          () -> reviewer.get(look).json().getJsonObject("picture") != null);

      // Then they read how many frames it gives, the measures of the face, and the hint
      JsonObject seen = reviewer.get(look).json();
      JsonObject picture = seen.getJsonObject("picture");
      assertThat(picture.getInteger("width")).isPositive();
      assertThat(picture.getJsonArray("measures").encode()).contains("SHARPNESS", "FACE_WIDTH");
      assertThat(picture.containsKey("hint")).isTrue();
      assertThat(seen.getDouble("framesPerSecond")).isNotNegative();

      // And nobody else does: not their colleagues, not of another camera, no till
      assertThat(store.as("second-reviewer-key").get(look).status()).isEqualTo(409);
      assertThat(reviewer.get("/api/v1/camera/look").status()).isEqualTo(409);
      assertThat(kiosk.get(look).status()).isEqualTo(403);
    }

    // And it is written down which camera it was
    JsonObject entry =
        reviewer.get("/api/v1/audit?limit=1").json().getJsonArray("items").getJsonObject(0);
    assertThat(entry.getString("action")).isEqualTo("CAMERA_WATCHED");
    assertThat(entry.getString("target")).startsWith("A-04 folder:");
    assertThat(entry.getString("why")).isEqualTo("it is dark");
    Await.until(
        "who left sees nothing", Duration.ofSeconds(20), () -> reviewer.get(look).status() == 409);
  }

  private static InputStream watch(String key, String path) throws IOException {
    URLConnection watching = URI.create(kiosk.base() + path).toURL().openConnection();
    watching.setRequestProperty("Authorization", "Bearer " + key);
    return watching.getInputStream();
  }

  @Test
  void drawsAChosenPersonAtADemoLaneOnly() {
    Answer refused =
        kiosk.post("/api/v1/camera/captures", "{\"laneId\":\"A-02\",\"person\":\"Ann\"}");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("can be chosen only where camera.source is demo");
  }

  @Test
  void letsAKeyOfALaneUseItsOwnCameraOnlyAlsoWithoutNamingIt() {
    Http bound = store.as(store.key(Role.KIOSK, "A-02"));

    assertThat(bound.get("/api/v1/camera").json().getString("laneId")).isEqualTo("A-02");
    assertThat(bound.get("/api/v1/camera?lane=A-01").status()).isEqualTo(403);
    assertThat(bound.get("/api/v1/camera/preview?lane=A-01").status()).isEqualTo(403);
    assertThat(kiosk.get("/api/v1/camera?lane=" + "x".repeat(600)).status()).isEqualTo(422);
  }

  @Test
  void countsALanesCameraByItsLane() {
    assertThat(store.anonymous().get("/metrics").body())
        .contains("tillwatch_camera_state{lane=\"A-02\",state=\"CLOSED\"}")
        .contains("tillwatch_camera_state{lane=\"A-03\",state=\"NONE\"} 1.0")
        .contains("tillwatch_camera_state{state=\"CLOSED\"}");
  }
}
