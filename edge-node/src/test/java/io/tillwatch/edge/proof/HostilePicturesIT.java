package io.tillwatch.edge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.camera.source.DemoPictures;
import io.tillwatch.edge.proof.HostileCamera.Manner;
import io.tillwatch.edge.proof.HostilePictures.Hostile;
import io.tillwatch.edge.support.Await;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hostile pictures, and a camera that misbehaves: each is answered as it should be, the node sells
 * on, and its memory, as the machine sees it, stays. {@code -Dtillwatch.hostile=200} for the soak
 * run, {@code -Dtillwatch.hostile.streams=22} for its cameras.
 */
@Tag("proof")
@Timeout(900)
class HostilePicturesIT {
  private static final int PICTURES = Integer.getInteger("tillwatch.hostile", 36);
  private static final int STREAMS = Integer.getInteger("tillwatch.hostile.streams", 2);

  /** The first ones fill caches, pools and arenas. */
  private static final int WARM = 72;

  private static final long MOST_GROWTH = 10L << 20;
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir private Path dir;

  @Test
  void answersHostilePicturesAndCamerasAndKeepsItsMemory() throws Exception {
    byte[] good = DemoPictures.personJpeg(7, 1);
    try (HostileCamera camera = new HostileCamera(good);
        ProcessGroup group = new ProcessGroup(dir, List.of("store-a"), GroupOptions.direct())) {
      NodeProcess node = group.node("store-a");
      node.with("TILLWATCH_CAMERA_SOURCE", camera.source());
      // what grows is not the heap's
      node.with("JAVA_TOOL_OPTIONS", "-Xms512m -XX:+AlwaysPreTouch");
      group.start();
      PhotoTill till = new PhotoTill(node);
      HostilePictures pictures = new HostilePictures(good);

      for (int i = 0; i < WARM; i++) {
        hand(till, pictures.next(i));
      }
      misbehave(till, camera, Manner.values().length - 1);
      long before = node.residentBytes();
      for (int i = 0; i < PICTURES; i++) {
        hand(till, pictures.next(i));
      }
      misbehave(till, camera, STREAMS);
      long after = node.residentBytes();

      camera.behave(Manner.IS_GOOD);
      Await.until(
          "the camera is good again", SOON, Duration.ofMillis(500), () -> capture(till) == 201);
      String photo = till.photo(good);
      assertThat(till.sell("CU-1", photo)).isNotEmpty();
      System.out.printf(
          "HostilePicturesIT: %d pictures and %d cameras, resident %d MiB before, %d after%n",
          PICTURES, STREAMS, before >> 20, after >> 20);
      assertThat(after - before).isLessThanOrEqualTo(MOST_GROWTH);
      assertThat(node.isReady()).isTrue();
    }
  }

  private static void hand(PhotoTill till, Hostile picture) {
    HttpResponse<byte[]> answer = till.upload(picture.bytes(), picture.type());
    assertThat(picture.answers())
        .as(picture.what() + ": " + new String(answer.body()))
        .contains(answer.statusCode());
  }

  private static void misbehave(PhotoTill till, HostileCamera camera, int streams) {
    for (int i = 0; i < streams; i++) {
      Manner manner = Manner.values()[i % (Manner.values().length - 1)];
      camera.behave(manner);
      assertThat(capture(till)).as(manner.name()).isIn(503, 201);
    }
  }

  private static int capture(PhotoTill till) {
    return till.capture().statusCode();
  }
}
