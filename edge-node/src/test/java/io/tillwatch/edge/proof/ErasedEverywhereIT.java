package io.tillwatch.edge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.camera.Templates;
import io.tillwatch.edge.camera.TestFaces;
import io.tillwatch.edge.camera.source.DemoPictures;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.FileSearch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is left of an erased face in every file of three stores: those of Redis, logs, keys and
 * temporary ones. The stores are processes; one is away while it happens. With real faces and a
 * model that compares where they are at hand, else with drawn ones.
 */
@Tag("proof")
@Timeout(300)
class ErasedEverywhereIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final List<String> STORES = List.of("store-a", "store-b", "store-c");

  @TempDir private Path dir;

  @Test
  void nothingIsLeftOfErasedCustomersThoughAStoreWasAway() throws IOException {
    try (ProcessGroup group = new ProcessGroup(dir, STORES, GroupOptions.cuttable())) {
      for (NodeProcess node : group.nodes()) {
        withFaces(node);
      }
      group.start();
      PhotoTill storeA = new PhotoTill(group.node("store-a"));
      PhotoTill storeB = new PhotoTill(group.node("store-b"));
      PhotoTill storeC = new PhotoTill(group.node("store-c"));

      // Given customers with photos in three stores, two of them with one and the same picture
      byte[] bought = picture("Family1-Dad1.jpg", 1);
      byte[] returned = picture("Family1-Dad2.jpg", 2);
      String sold = storeA.photo(bought);
      String receipt = storeA.sell("ERASED_1", sold);
      String kept = storeA.photo(bought);
      storeA.sell("KEPT_1", kept);
      String second = storeB.photo(picture("Family2-Lady1.jpg", 3));
      storeB.sell("ERASED_2", second);
      Await.until("B knows it", SOON, LOOK, () -> group.node("store-b").till().knows(receipt));
      String back = storeB.photo(returned);
      storeB.takeBack("ERASED_1", back, receipt);
      List<String> erased = new ArrayList<>(List.of(sold, back, second));
      awaitEverywhere(group, 200, List.of(sold, back, second, kept));
      assertThat(STORES.stream().map(this::photoKey).distinct())
          .as("each store encrypts by a key of its own")
          .hasSameSizeAs(STORES);

      // And a sale that only one store knows of, which then is away
      group.cut();
      Till tillC = group.node("store-c").till();
      Await.until("C knows that it is alone", SOON, LOOK, () -> !tillC.isConnectedTo(1));
      String unheard = storeC.photo(picture("Family1-Dad3.jpg", 4));
      storeC.sell("ERASED_1", unheard);
      erased.add(unheard);
      List<byte[]> stored =
          List.of(
              storeA.view(sold).body(),
              storeB.view(back).body(),
              storeB.view(second).body(),
              storeC.view(unheard).body());
      for (String store : STORES) {
        assertThat(filesWith(store, name(sold)))
            .as("before the erasure Redis's file in " + store + " has its encrypted bytes")
            .isNotEmpty();
      }
      group.node("store-c").close();
      group.heal();
      assertThat(storeA.view(unheard).statusCode()).as("A has not heard of it").isEqualTo(404);

      // When two stores erase at once, and the third comes back later
      CompletableFuture<Integer> other =
          CompletableFuture.supplyAsync(() -> storeB.erase("ERASED_2"));
      assertThat(storeA.erase("ERASED_1")).isEqualTo(2);
      assertThat(other.join()).isEqualTo(1);
      group.node("store-c").start();

      // Then no store shows any of them, nor has anything of them in a file
      awaitEverywhere(group, 410, erased);
      for (String photo : erased) {
        for (String store : STORES) {
          Await.until(
              store + " has neither key nor bytes of " + photo,
              SOON,
              LOOK,
              () -> isForgotten(store, photo));
        }
      }
      // the picture that two customers had is still there for the other
      stored.subList(1, stored.size()).forEach(this::assertNowhere);
      for (NodeProcess node : group.nodes()) {
        assertThat(new PhotoTill(node).view(kept).body()).isEqualTo(stored.get(0));
      }
      assertNowhere(stored.get(0));
    }
  }

  private String photoKey(String store) {
    try {
      return Files.readString(dir.resolve(store).resolve("photos.key"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void assertNowhere(byte[] stored) {
    assertThat(FileSearch.in(dir, FileSearch.slices(stored))).isEmpty();
    Templates.of(stored)
        .forEach(
            template ->
                assertThat(FileSearch.in(dir, FileSearch.slices(template)))
                    .as("a template")
                    .isEmpty());
  }

  private boolean isForgotten(String store, String photo) {
    return FileSearch.in(dir.resolve(store).resolve("photo-keys"), FileSearch.text(photo)).isEmpty()
        && filesWith(store, name(photo)).isEmpty();
  }

  /** What stands beside encrypted bytes in Redis's file, and nowhere else. */
  private static byte[] name(String photo) {
    return FileSearch.text(photo + "@");
  }

  private List<Path> filesWith(String store, byte[] bytes) {
    return FileSearch.in(dir.resolve(store), bytes);
  }

  private void awaitEverywhere(ProcessGroup group, int status, List<String> photos) {
    for (NodeProcess node : group.nodes()) {
      for (String photo : photos) {
        Await.until(
            node.store() + " answers " + status + " for " + photo,
            SOON,
            LOOK,
            () -> new PhotoTill(node).view(photo).statusCode() == status);
      }
    }
  }

  /** The models, where they are at hand, and a folder of its own for temporary files. */
  private void withFaces(NodeProcess node) throws IOException {
    Path temporary = Files.createDirectories(dir.resolve(node.store() + "-tmp"));
    node.with("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary);
    node.with("TILLWATCH_CAMERA_SOURCE", "demo");
    TestFaces.folder()
        .map(faces -> faces.resolve("models/mobileface_v2.onnx"))
        .ifPresent(
            model ->
                node.with(
                    "TILLWATCH_CAMERA_MODELS_RECOGNIZER",
                    model.toAbsolutePath().normalize().toString()));
  }

  private static byte[] picture(String name, int seed) throws IOException {
    Path faces = TestFaces.folder().orElse(null);
    if (faces == null) {
      return DemoPictures.personJpeg(seed, 1);
    }
    try (Stream<Path> all = Files.walk(faces.resolve("pictures"))) {
      return Files.readAllBytes(all.filter(file -> file.endsWith(name)).findFirst().orElseThrow());
    }
  }
}
