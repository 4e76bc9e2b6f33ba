package io.tillwatch.edge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.edge.support.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cluster key is rotated, in one store wrongly at first, and the old one retired. */
@Tag("proof")
class KeyRotationIT {
  private static final String SETTING = "TILLWATCH_CLUSTER_KEY_FILE";
  private static final String OLD = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
  private static final String NEW = "HxAREhMUFRYXGBkaGxwdHh8AAQIDBAUGBwgJCgsMDQ4=";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SALES = 30;

  @Test
  void aStoreThatLacksTheOldKeySaysSoIsNotLevelAndTheOldKeyCanBeRetired(@TempDir Path dir) {
    try (ProcessGroup group =
        new ProcessGroup(dir, List.of("store-a", "store-b"), GroupOptions.direct())) {
      NodeProcess a = group.node("store-a");
      NodeProcess b = group.node("store-b");
      keys(dir, a, OLD);
      a.start();
      for (int i = 0; i < SALES; i++) {
        assertThat(a.till().sell("k" + i, "CU-" + i).orElseThrow().status()).isEqualTo(201);
      }
      a.close();

      // the old line was forgotten in one store
      keys(dir, a, NEW, OLD);
      keys(dir, b, NEW);
      a.start();
      b.launch();
      Await.until("B refuses A's log", PATIENCE, () -> stateOfA(b).equals("REFUSED"));
      JsonNode refused = b.till().replication().path("refusedLogs").path("store-a");
      assertThat(refused.path("keyMissing").asBoolean()).isTrue();
      assertThat(refused.path("keyId").asText()).matches("[0-9a-f]{8}");
      assertThat(refused.path("remedy").asText()).contains("cluster.keyFile");
      Await.until("B is not ready", PATIENCE, () -> !b.isReady());
      assertThat(b.till().get("/health/ready").toString()).contains(refused.path("keyId").asText());
      assertThat(b.till().isConnectedTo(1)).isFalse();
      assertThat(b.lastWords()).contains("lacks the key");

      // the remedy it names
      b.close();
      keys(dir, b, NEW, OLD);
      b.start();
      group.awaitEqual(PATIENCE);
      assertThat(b.till().isConnectedTo(1)).isTrue();
      assertThat(b.till().replication().path("refusedLogs").isEmpty()).isTrue();

      // nobody signs with the old key any more: it vouches for what is there, and for nothing else
      String retired = OLD + " retired " + marks(a.till().positions());
      group.nodes().forEach(NodeProcess::close);
      group.nodes().forEach(node -> keys(dir, node, NEW, retired));
      delete(b.data().resolve("redis"));
      group.start();
      group.awaitEqual(PATIENCE);
      assertThat(b.till().replication().path("refusedLogs").isEmpty()).isTrue();
      assertThat(b.till().all("/api/v1/transactions")).hasSize(SALES);
    }
  }

  private static String stateOfA(NodeProcess b) {
    try {
      return b.till().replication().path("peers").path(0).path("state").asText();
    } catch (UncheckedIOException notYet) {
      return "";
    }
  }

  private static String marks(Map<String, String> positions) {
    return positions.entrySet().stream()
        .map(each -> each.getKey() + "=" + each.getValue())
        .collect(Collectors.joining(" "));
  }

  private static void keys(Path dir, NodeProcess node, String... lines) {
    Path file = dir.resolve(node.store() + ".key");
    try {
      Files.writeString(file, String.join("\n", lines) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    node.with(SETTING, file.toString());
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
