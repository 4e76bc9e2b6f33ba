package io.tillwatch.edge.proof;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tillwatch.edge.support.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A node whose own disk, with the data of the Redis that it runs, has no room left. */
@Tag("proof")
@Timeout(180)
class FullDiskIT {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final int SMALL_MEGABYTES = 64;

  @Test
  void isNamedInTheLogAndEndsByItselfOnceThereIsRoom(@TempDir Path dir) {
    try (SmallDisk disk = new SmallDisk(dir.resolve("store-a"))) {
      boolean mounted = disk.mount(SMALL_MEGABYTES);
      if (!mounted) {
        System.out.println("FullDiskIT: this user cannot mount a disk: SKIPPED");
      }
      assumeTrue(mounted);
      try (ProcessGroup group =
          new ProcessGroup(dir, List.of("store-a"), GroupOptions.direct()).start()) {
        NodeProcess node = group.node("store-a");
        Till till = node.till();
        List<String> receipts = new ArrayList<>(List.of(sell(node, "first")));

        disk.fill();
        node.till().sell("key-refused", "CU-refused");

        Await.until("not ready", SOON, POLL, () -> !node.isReady());
        // Redis says "No space left" or "Short write", as the last bytes of room fell
        Await.until("named", SOON, POLL, () -> says(dir, "embedded redis ended", "AOF"));
        Await.until(
            "the room is told",
            SOON,
            POLL,
            () -> says(dir, "embedded redis ended", "\"freeMiB\":\"0\""));
        disk.free();
        Await.until("ready again", PATIENCE, POLL, node::isReady);

        receipts.add(sell(node, "second"));
        // what reads has a connection of its own, which tries again every two seconds
        Await.until(
            "both receipts are found", SOON, POLL, () -> receipts.stream().allMatch(till::knows));
      }
    }
  }

  private static String sell(NodeProcess node, String name) {
    return node.till().sell("key-" + name, "CU-" + name).orElseThrow().receipt();
  }

  private static boolean says(Path dir, String... words) {
    try {
      return Files.readAllLines(dir.resolve("store-a.log")).stream()
          .anyMatch(line -> List.of(words).stream().allMatch(line::contains));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
