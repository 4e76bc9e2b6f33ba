package io.tillwatch.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.camera.source.DemoPictures;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.TestNodes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a face in the files of every store, by searching them all. */
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
  void nothingIsLeftOfAnErasedCustomerThoughAStoreWasAway() throws Exception {
    // Given two customers with one and the same picture, in three stores
    byte[] jpeg = DemoPictures.personJpeg(7, 1);
    String erased = sell("ER_1", jpeg);
    String kept = sell("KEEP_1", jpeg);
    byte[] stored = picture("store-a", erased);
    for (String store : STORES) {
      Await.until(
          store + " has both",
          SOON,
          () -> status(store, erased) == 200 && status(store, kept) == 200);
    }
    assertThat(filesWith(slices(stored))).isEmpty();

    // When one is erased while a store is away
    nodes.stop("store-c");
    assertThat(
            as("store-a", "admin")
                .delete("/api/v1/customers/ER_1/biometrics")
                .json()
                .getInteger("photos"))
        .isEqualTo(1);
    nodes.start("store-c");

    // Then no store shows it, nor has its key or a byte of it in a file
    for (String store : STORES) {
      Await.until(store + " has erased it", SOON, () -> status(store, erased) == 410);
      Await.until(
          store + " has no key of it",
          SOON,
          () -> filesWith(dir.resolve(store).resolve("photo-keys"), text(erased)).isEmpty());
      assertThat(picture(store, kept)).as(store).isEqualTo(stored);
    }
    assertThat(filesWith(slices(stored))).isEmpty();
  }

  @Test
  void aPhotoIsGoneWhenItsTimeIsOverAndItsAbsenceIsNotHeldAgainstAnybody() throws Exception {
    // Given a purchase with a photo
    String photo = sell("CU-1", DemoPictures.personJpeg(7, 1));
    String bought = receipt;
    for (String store : STORES) {
      Await.until(store + " has it", SOON, () -> status(store, photo) == 200);
    }

    // When a store comes back after the return window, the others having been away as well
    STORES.forEach(nodes::stop);
    nodes.start("store-a", Duration.ofDays(100));
    nodes.start("store-b", Duration.ofDays(100));

    // Then it is gone in both
    Await.until("gone in A", SOON, () -> status("store-a", photo) == 410);
    assertThat(look("store-a", photo).body()).contains("PHOTO_EXPIRED");
    Await.until("gone in B", SOON, () -> status("store-b", photo) != 200);
    for (String store : List.of("store-a", "store-b")) {
      assertThat(filesWith(dir.resolve(store).resolve("photo-keys"), text(photo))).isEmpty();
    }

    // And a return without one is late, but its photo is not missing
    Http.Answer back =
        as("store-a", "kiosk").submit("/api/v1/returns", WebStore.refund("CU-1", bought));
    assertThat(back.body()).contains("OUT_OF_WINDOW").doesNotContain("PHOTO_MISSING");
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
    return look(store, photoId).status();
  }

  private Http.Answer look(String store, String photoId) {
    return as(store, "reviewer").get("/api/v1/photos/" + photoId);
  }

  private byte[] picture(String store, String photoId) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            as(store, "reviewer").request("/api/v1/photos/" + photoId).GET().build(),
            BodyHandlers.ofByteArray())
        .body();
  }

  private Http as(String store, String role) {
    return Http.of(nodes.config(store), role);
  }

  /** Parts of a picture that no other file has by chance. */
  private static byte[][] slices(byte[] jpeg) {
    assertThat(jpeg.length).isGreaterThan(4_000);
    return new byte[][] {
      Arrays.copyOfRange(jpeg, 1_000, 1_032),
      Arrays.copyOfRange(jpeg, jpeg.length / 2, jpeg.length / 2 + 32),
      Arrays.copyOfRange(jpeg, jpeg.length - 132, jpeg.length - 100)
    };
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private List<Path> filesWith(byte[]... parts) {
    return filesWith(dir, parts);
  }

  private static List<Path> filesWith(Path folder, byte[]... parts) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).filter(file -> hasAny(file, parts)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean hasAny(Path file, byte[]... parts) {
    try {
      String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      return Arrays.stream(parts)
          .anyMatch(part -> content.contains(new String(part, StandardCharsets.ISO_8859_1)));
    } catch (IOException e) {
      // a file that Redis replaces meanwhile
      return false;
    }
  }
}
