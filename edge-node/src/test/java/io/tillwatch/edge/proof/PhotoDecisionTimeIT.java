package io.tillwatch.edge.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tillwatch.edge.camera.TestFaces;
import io.tillwatch.edge.support.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long a till waits for the answer to a return whose face is compared with that of a purchase
 * in another store, beside 20 checkouts a second. Only with {@code -Dtillwatch.decisions=SECONDS},
 * and with real faces and models.
 */
@Tag("proof")
@Timeout(600)
class PhotoDecisionTimeIT {
  private static final Integer SECONDS = Integer.getInteger("tillwatch.decisions");
  private static final int CHECKOUTS_A_SECOND = 20;
  private static final int RETURNS_A_SECOND = 2;
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir private Path dir;

  @Test
  void answersAComparedReturnInTimeBesideALoad() throws Exception {
    Path faces = TestFaces.folder().orElse(null);
    assumeTrue(SECONDS != null && faces != null, "no -Dtillwatch.decisions, or no test faces");
    try (ProcessGroup group =
            new ProcessGroup(dir, List.of("store-a", "store-b"), GroupOptions.direct());
        Load load = new Load()) {
      for (NodeProcess node : group.nodes()) {
        node.with("TILLWATCH_CAMERA_MODELS_RECOGNIZER", model(faces, "mobileface_v2.onnx"));
        node.with("TILLWATCH_CAMERA_MODELS_LIVENESS", model(faces, ""));
      }
      group.start();
      PhotoTill storeA = new PhotoTill(group.node("store-a"));
      PhotoTill storeB = new PhotoTill(group.node("store-b"));
      int returns = SECONDS * RETURNS_A_SECOND;
      List<String> receipts = new ArrayList<>();
      for (int i = 0; i < returns; i++) {
        receipts.add(storeA.sell("CU-" + i, storeA.photo(picture(faces, "Family1-Dad1.jpg"))));
      }
      String last = receipts.get(returns - 1);
      Await.until("B knows them", SOON, () -> group.node("store-b").till().knows(last));
      load.on(group.node("store-b").till());

      List<Double> millis = new ArrayList<>();
      long next = System.nanoTime();
      for (String receipt : receipts) {
        String photo = storeB.photo(picture(faces, "Family1-Dad2.jpg"));
        next += TimeUnit.SECONDS.toNanos(1) / RETURNS_A_SECOND;
        long due = next;
        Await.until("its turn", SOON, () -> System.nanoTime() >= due);
        long began = System.nanoTime();
        storeB.takeBack("CU-" + millis.size(), photo, receipt);
        millis.add((System.nanoTime() - began) / 1e6);
      }

      Collections.sort(millis);
      System.out.printf(
          "PhotoDecisionTimeIT: %d compared returns beside %d checkouts (%d failed) in %d s:"
              + " p50 %.0f, p95 %.0f, slowest %.0f ms; load average %s%n%s%n",
          returns,
          load.done.get(),
          load.failed.get(),
          SECONDS,
          millis.get(returns / 2),
          millis.get(returns * 95 / 100),
          millis.get(returns - 1),
          Files.readString(Path.of("/proc/loadavg")).strip(),
          outcomes(storeB));
      assertThat(load.failed).hasValue(0);
      assertThat(outcomes(storeB)).contains("COMPARED");
    }
  }

  private static String outcomes(PhotoTill till) {
    return till.metrics()
        .lines()
        .filter(line -> line.startsWith("tillwatch_face_comparisons_total"))
        .filter(line -> !line.endsWith(" 0.0"))
        .toList()
        .toString();
  }

  private static String model(Path faces, String name) {
    return faces.resolve("models").resolve(name).toAbsolutePath().normalize().toString();
  }

  private static byte[] picture(Path faces, String name) throws IOException {
    try (Stream<Path> all = Files.walk(faces.resolve("pictures"))) {
      return Files.readAllBytes(all.filter(file -> file.endsWith(name)).findFirst().orElseThrow());
    }
  }

  /** Sales at a steady rate, whether or not those before were answered. */
  private static final class Load implements AutoCloseable {
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(1);
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    void on(Till till) {
      clock.scheduleAtFixedRate(
          () ->
              CompletableFuture.runAsync(
                  () -> {
                    boolean sold = till.sell(UUID.randomUUID().toString(), "LOAD").isPresent();
                    (sold ? done : failed).incrementAndGet();
                  }),
          0,
          1_000 / CHECKOUTS_A_SECOND,
          TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
      clock.shutdownNow();
    }
  }
}
