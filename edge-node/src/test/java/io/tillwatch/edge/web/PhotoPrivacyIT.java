package io.tillwatch.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.camera.PictureHeader;
import io.tillwatch.edge.camera.source.DemoPictures;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.FileSearch;
import io.tillwatch.edge.support.TestNodes;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Photos whose time is over, in the files of every store; of erased ones: ErasedEverywhereIT. */
@Timeout(180)
class PhotoPrivacyIT {
  private static final Duration SOON = Duration.ofSeconds(40);
  private static final List<String> STORES = List.of("store-a", "store-b", "store-c");

  @TempDir private Path dir;
  private TestNodes nodes;
  private String receipt;

  @BeforeEach
  void start() {
    nodes = new TestNodes(dir, STORES.toArray(String[]::new));
    STORES.forEach(nodes::start);
  }

  @AfterEach
  void stop() {
    nodes.close();
  }

  @Test
  void aPhotoIsGoneWhenItsTimeIsOverAndItsAbsenceIsNotHeldAgainstAnybody() throws Exception {
    // Given a purchase with a photo
    String photo = sell("CU-1", DemoPictures.personJpeg(7, 1));
    String bought = receipt;
    for (String store : STORES) {
      Await.until(store + " has it", SOON, () -> status(store, photo) == 200);
    }
    byte[] stored =
        HttpClient.newHttpClient()
            .send(
                as("store-a", "reviewer").request("/api/v1/photos/" + photo).build(),
                HttpResponse.BodyHandlers.ofByteArray())
            .body();
    assertThat(PictureHeader.read(stored).width()).isPositive();

    // When a store comes back after the return window, the others having been away as well
    STORES.forEach(nodes::stop);
    nodes.start("store-a", Duration.ofDays(100));
    nodes.start("store-b", Duration.ofDays(100));

    // Then it is gone in both
    Await.until("gone in A", SOON, () -> status("store-a", photo) == 410);
    assertThat(view("store-a", photo).body()).contains("PHOTO_EXPIRED");
    Await.until("gone in B", SOON, () -> status("store-b", photo) != 200);
    assertForgotten("store-a", photo);
    assertForgotten("store-b", photo);

    // And in the one that was away meanwhile, as soon as it is back
    assertThat(FileSearch.in(dir.resolve("store-c"), FileSearch.text(photo + "@"))).isNotEmpty();
    nodes.start("store-c", Duration.ofDays(100));
    Await.until("gone in C", SOON, () -> status("store-c", photo) != 200);
    assertForgotten("store-c", photo);
    assertThat(FileSearch.in(dir, FileSearch.slices(stored))).as("in any file").isEmpty();

    // And a return without one is late, but its photo is not missing
    Http.Answer back =
        as("store-a", "kiosk").submit("/api/v1/returns", WebStore.refund("CU-1", bought));
    assertThat(back.body()).contains("OUT_OF_WINDOW").doesNotContain("PHOTO_MISSING");
  }

  private void assertForgotten(String store, String photo) {
    assertThat(FileSearch.in(dir.resolve(store).resolve("photo-keys"), FileSearch.text(photo)))
        .isEmpty();
    Await.until(
        "nor stand its bytes in the files of " + store,
        SOON,
        () -> FileSearch.in(dir.resolve(store), FileSearch.text(photo + "@")).isEmpty());
  }

  @Test
  void whatNoTransactionUsedIsGoneAfterADay() {
    String unused = upload(DemoPictures.personJpeg(9, 1));
    String used = sell("CU-1", DemoPictures.personJpeg(7, 1));

    nodes.stop("store-a");
    nodes.start("store-a", Duration.ofHours(25));

    Await.until("the unused one is gone", SOON, () -> status("store-a", unused) == 410);
    assertThat(status("store-a", used)).isEqualTo(200);
    for (int days : new int[] {3, 20}) {
      nodes.stop("store-a");
      nodes.start("store-a", Duration.ofDays(days));
      String later = upload(DemoPictures.personJpeg(11 + days, 1));
      assertThat(status("store-a", later)).isEqualTo(200);
      assertThat(status("store-a", used)).as("after " + days + " days").isEqualTo(200);
    }
  }

  private String sell(String customer, byte[] jpeg) {
    String photo = upload(jpeg);
    Http.Answer sold =
        as("store-a", "kiosk")
            .submit(
                "/api/v1/sales",
                WebStore.sale(customer)
                    .replace("\"laneId\"", "\"photoId\":\"" + photo + "\",\"laneId\""));
    assertThat(sold.status()).as(sold.body()).isEqualTo(201);
    receipt = sold.json().getJsonObject("transaction").getString("receiptNumber");
    return photo;
  }

  private String upload(byte[] jpeg) {
    return as("store-a", "kiosk").photo(jpeg, null).json().getString("photoId");
  }

  private int status(String store, String photoId) {
    return view(store, photoId).status();
  }

  private Http.Answer view(String store, String photoId) {
    return as(store, "reviewer").get("/api/v1/photos/" + photoId);
  }

  private Http as(String store, String role) {
    return Http.of(nodes.config(store), role);
  }
}
