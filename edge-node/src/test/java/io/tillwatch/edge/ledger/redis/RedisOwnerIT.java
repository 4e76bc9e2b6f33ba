package io.tillwatch.edge.ledger.redis;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillwatch.edge.config.binding.ConfigException;
import io.tillwatch.edge.support.TestNodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two stores that write into one Redis would take each other's refund rights for their own. */
class RedisOwnerIT {

  @Test
  void aNodeRefusesTheFactsOfAnotherStoreAndTheirStoreStillStarts(@TempDir Path dir)
      throws IOException {
    Path own = dir.resolve("store-a");
    Path other = dir.resolve("store-b");
    try (TestNodes nodes = new TestNodes(dir, "store-a", "store-b")) {
      nodes.start("store-a");
      nodes.stop("store-a");
      Files.move(own, other);

      assertThatThrownBy(() -> nodes.start("store-b"))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("dataDir")
          .hasMessageContaining("store-a");

      Files.move(other, own);
      nodes.start("store-a");
    }
  }
}
