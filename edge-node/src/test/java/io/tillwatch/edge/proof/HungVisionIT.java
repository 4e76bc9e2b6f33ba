package io.tillwatch.edge.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.edge.camera.TestFaces;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node whose vision threads hang in the middle of their work, as in a driver or a model: stopped
 * by a debugger where they look at a picture, and never let go. That costs photos their verdict,
 * and never a sale or a return.
 */
@Tag("proof")
@Timeout(300)
class HungVisionIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final long UNNOTICED_MILLIS = 5_000;
  private static final String INSPECTOR = "io.tillwatch.edge.camera.vision.FaceInspector";

  @TempDir private Path dir;

  @Test
  void costsAPhotoItsVerdictAndNeverASale() throws Exception {
    Path faces = TestFaces.folder().orElse(null);
    assumeTrue(faces != null, "no test faces");
    int port = Ports.free();
    try (ProcessGroup group = new ProcessGroup(dir, List.of("store-a"), GroupOptions.direct())) {
      NodeProcess node = group.node("store-a");
      node.with("TILLWATCH_CAMERA_MODELS_RECOGNIZER", model(faces));
      node.with("JAVA_TOOL_OPTIONS", ThreadTrap.option(port));
      group.start();
      PhotoTill till = new PhotoTill(node);
      String receipt = till.sell("CU-1", till.photo(picture(faces, "Family1-Dad1.jpg")));
      String now = till.photo(picture(faces, "Family1-Dad2.jpg"));
      String other = till.sell("CU-2", till.photo(picture(faces, "Family1-Mom1.jpg")));
      String later = till.photo(picture(faces, "Family1-Mom2.jpg"));

      try (ThreadTrap trap = new ThreadTrap(port)) {
        // Given a comparison that never comes back
        trap.catchNext(INSPECTOR, "compare");
        long began = System.nanoTime();
        JsonNode back = till.takeBack("CU-1", now, receipt);

        // Then the return is answered without it, and so is the next one
        assertThat(back.path("assessment").path("decision").asText()).isNotEmpty();
        assertThat(millisSince(began)).isLessThan(UNNOTICED_MILLIS);
        assertThat(trap.caught()).isEqualTo(1);
        assertThat(outcomes(till)).contains("outcome=\"LATE\"");
        assertThat(till.takeBack("CU-2", later, other).path("transaction").path("id").asText())
            .isNotEmpty();

        // And given a picture that is looked at for ever
        trap.catchNext(INSPECTOR, "inspect");
        CompletableFuture<Integer> photo =
            CompletableFuture.supplyAsync(
                () -> {
                  try {
                    return till.upload(picture(faces, "Family2-Man1.jpg"), "image/jpeg")
                        .statusCode();
                  } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                  }
                });
        Await.until("it hangs", SOON, () -> trap.caught() == 2);

        // Then goods are sold meanwhile, and whoever waits for the photo hears that there is none
        for (int sale = 0; sale < 20; sale++) {
          long at = System.nanoTime();
          assertThat(node.till().sell(UUID.randomUUID().toString(), "HUNG")).isPresent();
          assertThat(millisSince(at)).isLessThan(UNNOTICED_MILLIS);
        }
        assertThat(photo.get()).isEqualTo(503);

        // And another thread goes on with the next pictures
        Await.until("photos are taken again", SOON, () -> upload(till, faces) == 201);
      }
    }
  }

  private static int upload(PhotoTill till, Path faces) {
    try {
      return till.upload(picture(faces, "Family2-Man2.jpg"), "image/jpeg").statusCode();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static long millisSince(long began) {
    return (System.nanoTime() - began) / 1_000_000;
  }

  private static String outcomes(PhotoTill till) {
    return till.metrics()
        .lines()
        .filter(line -> line.startsWith("tillwatch_face_comparisons_total"))
        .filter(line -> !line.endsWith(" 0.0"))
        .toList()
        .toString();
  }

  private static String model(Path faces) {
    return faces.resolve("models/mobileface_v2.onnx").toAbsolutePath().normalize().toString();
  }

  private static byte[] picture(Path faces, String name) throws java.io.IOException {
    try (Stream<Path> all = Files.walk(faces.resolve("pictures"))) {
      return Files.readAllBytes(all.filter(file -> file.endsWith(name)).findFirst().orElseThrow());
    }
  }
}
