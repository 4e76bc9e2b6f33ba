package io.tillwatch.edge.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tillwatch.edge.camera.source.DemoPictures;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.FileSearch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Photos of a store of the version before beside one of this version, and after its upgrade. In the
 * soak run: {@code -Dtillwatch.upgrade.jar=JAR}, a jar of that version with its {@code lib/}.
 */
@Tag("proof")
@Timeout(300)
class PhotoUpgradeIT {
  private static final String JAR = System.getProperty("tillwatch.upgrade.jar");
  private static final String SETTING = "TILLWATCH_CLUSTER_ACCEPT_OLD_FRAMES";
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final Duration LOOK = Duration.ofMillis(200);

  @TempDir private Path dir;

  @Test
  void storesOfBothVersionsShowAndEraseEachOthersPhotos() {
    assumeTrue(JAR != null, "no version to upgrade from");
    try (ProcessGroup group =
        new ProcessGroup(dir, List.of("store-a", "store-b"), GroupOptions.direct())) {
      NodeProcess before = group.node("store-a");
      NodeProcess now = group.node("store-b");
      Path conf = Path.of(JAR).resolve("../../../conf").normalize();
      Path rules = GenerousRules.write(conf.resolve("rules.yaml"), dir.resolve("kept.yaml"), 1);
      for (NodeProcess node : group.nodes()) {
        node.with("TILLWATCH_CAMERA_SOURCE", "demo");
        node.with("TILLWATCH_FRAUD_RULES_FILE", rules.toString());
        node.with("TILLWATCH_FRAUD_CATALOG_FILE", conf.resolve("catalog.yaml").toString());
      }
      before.running(Path.of(JAR));
      now.with(SETTING, "true");
      group.start();
      PhotoTill old = new PhotoTill(before);
      PhotoTill fresh = new PhotoTill(now);

      // Given photos of both
      String erasedOld = old.photo(DemoPictures.personJpeg(1, 1));
      old.sell("ERASED", erasedOld);
      String erasedFresh = fresh.photo(DemoPictures.personJpeg(2, 1));
      fresh.sell("ERASED", erasedFresh);
      String kept = old.photo(DemoPictures.personJpeg(3, 1));
      old.sell("KEPT", kept);
      for (String photo : List.of(erasedOld, erasedFresh, kept)) {
        awaitStatus(group, photo, 200);
      }
      byte[] oldBytes = old.view(erasedOld).body();
      byte[] freshBytes = fresh.view(erasedFresh).body();
      assertThat(fresh.view(kept).body()).isEqualTo(old.view(kept).body());
      assertThat(filesWith(before, oldBytes)).as("that version encrypts nothing").isNotEmpty();

      // When the new one erases
      assertThat(fresh.erase("ERASED")).isEqualTo(2);

      // Then both have erased it; after the upgrade no file has a byte of it, nor of the other
      for (String photo : List.of(erasedOld, erasedFresh)) {
        awaitStatus(group, photo, 410);
      }
      before.close();
      before.runningThisBuild();
      before.with(SETTING, "true");
      before.start();
      byte[] keptBytes = fresh.view(kept).body();
      for (byte[] bytes : List.of(oldBytes, freshBytes, keptBytes)) {
        for (NodeProcess node : group.nodes()) {
          Await.until(
              node.store() + " has no plain byte",
              SOON,
              LOOK,
              () -> filesWith(node, bytes).isEmpty());
        }
      }
      awaitStatus(group, kept, 200);
      assertThat(new PhotoTill(before).view(kept).body()).isEqualTo(keptBytes);
    }
  }

  private static void awaitStatus(ProcessGroup group, String photo, int status) {
    for (NodeProcess node : group.nodes()) {
      Await.until(
          node.store() + " answers " + status + " for " + photo,
          SOON,
          LOOK,
          () -> new PhotoTill(node).view(photo).statusCode() == status);
    }
  }

  private static List<Path> filesWith(NodeProcess node, byte[] bytes) {
    return FileSearch.in(node.data(), FileSearch.slices(bytes));
  }
}
