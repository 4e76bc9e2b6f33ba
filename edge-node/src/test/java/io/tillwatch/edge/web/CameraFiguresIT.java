package io.tillwatch.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.camera.source.DemoPictures;
import io.tillwatch.edge.support.Await;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code /metrics} says of camera and photos, beside what was done with them. */
class CameraFiguresIT {
  private static final Duration SOON = Duration.ofSeconds(20);

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
  void countsPhotosAndWhyTheyAreNoGood() {
    double photos = figure("tillwatch_photos_total");
    double faceless = figure("tillwatch_photos_refused_total{reason=\"NO_FACE\"}");

    assertThat(till.photo(DemoPictures.personJpeg(1, 1), null).status()).isEqualTo(201);
    assertThat(till.photo(DemoPictures.facelessJpeg(1), null).status()).isEqualTo(201);
    assertThat(till.photo(DemoPictures.facelessJpeg(2), null).status()).isEqualTo(201);
    assertThat(till.photo(new byte[64], null).status()).isEqualTo(422);

    Await.until("three more", SOON, () -> figure("tillwatch_photos_total") == photos + 3);
    assertThat(figure("tillwatch_photos_refused_total{reason=\"NO_FACE\"}"))
        .isEqualTo(faceless + 2);
    assertThat(figure("tillwatch_photos_refused_total{reason=\"BLURRED\"}")).isZero();
  }

  @Test
  void tellsTheCamerasStateAndWhoNeedsIt() throws IOException {
    assertThat(figure("tillwatch_camera_leases")).isZero();
    double frames = figure("tillwatch_camera_frames_total");

    HttpURLConnection watching =
        (HttpURLConnection)
            URI.create(till.base() + "/api/v1/camera/preview").toURL().openConnection();
    watching.setRequestProperty("Authorization", "Bearer " + WebStore.KIOSK);
    try (InputStream picture = watching.getInputStream()) {
      assertThat(picture.readNBytes(1_000)).hasSize(1_000);

      assertThat(figure("tillwatch_camera_leases")).isEqualTo(1);
      assertThat(figure("tillwatch_camera_state{state=\"STREAMING\"}")).isEqualTo(1);
      assertThat(figure("tillwatch_camera_state{state=\"CLOSED\"}")).isZero();
      Await.until("frames come", SOON, () -> figure("tillwatch_camera_frames_total") > frames + 2);
    } finally {
      watching.disconnect();
    }
    Await.until("nobody needs it", SOON, () -> figure("tillwatch_camera_leases") == 0);
    Await.until(
        "it is closed", SOON, () -> figure("tillwatch_camera_state{state=\"CLOSED\"}") == 1);
    assertThat(figure("tillwatch_camera_stuck_reads_total")).isZero();
  }

  @Test
  void namesTheModelThatIsInForce() {
    assertThat(shop.as(WebStore.REVIEWER).get("/metrics").body())
        .containsPattern(
            "tillwatch_face_model\\{name=\"blazeface-short\",sha256=\"3bc182eb[0-9a-f]{56}\","
                + "use=\"detector\"} 1")
        .doesNotContain("use=\"recognizer\"");
  }

  /** 0 where it is not there. */
  private static double figure(String sample) {
    return shop.as(WebStore.REVIEWER)
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(sample + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(sample.length() + 1)))
        .findFirst()
        .orElse(0);
  }
}
