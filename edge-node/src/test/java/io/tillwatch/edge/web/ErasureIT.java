package io.tillwatch.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.camera.source.DemoPictures;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.TestNodes;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A customer asks two stores to forget the face. */
class ErasureIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  private TestNodes nodes;

  @BeforeEach
  void start(@TempDir Path dir) {
    nodes = new TestNodes(dir, "store-a", "store-b");
    nodes.start("store-a");
    nodes.start("store-b");
  }

  @AfterEach
  void stop() {
    nodes.close();
  }

  @Test
  void anErasedPhotoStaysErasedInEveryStoreWhateverIsUploadedLater() throws IOException {
    byte[] jpeg = DemoPictures.personJpeg(7, 1);
    String photoId = upload(jpeg);
    Http.Answer sold = as("store-a", "kiosk").submit("/api/v1/sales", sale(photoId));
    assertThat(sold.status()).as(sold.body()).isEqualTo(201);
    for (String store : List.of("store-a", "store-b")) {
      Await.until(store + " shows it", SOON, () -> view(store, photoId).status() == 200);
    }

    Http.Answer erased = as("store-a", "admin").delete("/api/v1/customers/ER_1/biometrics");

    assertThat(erased.json().getInteger("photos")).isEqualTo(1);
    assertErased(photoId);
    // the same picture once more is another photo: it does not bring the erased one back
    upload(jpeg);
    assertErased(photoId);
    Http.Answer again = as("store-a", "kiosk").submit("/api/v1/sales", sale(photoId));
    assertThat(again.status()).isEqualTo(422);
    assertThat(again.json().getString("code")).isEqualTo("UNKNOWN_PHOTO");
  }

  private void assertErased(String photoId) {
    for (String store : List.of("store-a", "store-b")) {
      Await.until(store + " has erased it", SOON, () -> view(store, photoId).status() == 410);
      assertThat(view(store, photoId).json().getString("code")).isEqualTo("PHOTO_ERASED");
    }
  }

  private Http.Answer view(String store, String photoId) {
    return as(store, "reviewer").get("/api/v1/photos/" + photoId);
  }

  private String upload(byte[] jpeg) {
    Http.Answer kept =
        Http.send(
            as("store-a", "kiosk")
                .request("/api/v1/photos")
                .header("Content-Type", "image/jpeg")
                .POST(BodyPublishers.ofByteArray(jpeg)));
    assertThat(kept.status()).as(kept.body()).isEqualTo(201);
    return kept.json().getString("photoId");
  }

  private static String sale(String photoId) {
    return WebStore.sale("ER_1")
        .replace("\"laneId\"", "\"photoId\":\"" + photoId + "\",\"laneId\"");
  }

  private Http as(String store, String role) {
    return Http.of(nodes.config(store), role);
  }
}
