package io.tillwatch.edge.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillwatch.core.replication.protocol.PeerState;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes under one store id would write two logs under one name. */
class DuplicateInstanceIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  @Test
  void theYoungerNodeOfAStoreIdRefusesToStartAndTheElderGoesOn(@TempDir Path dir)
      throws IOException {
    int first = Ports.free();
    int second = Ports.free();
    int third = Ports.free();
    try (ReplicaStore elder =
            new ReplicaStore("store-a", dir.resolve("1"), List.of(), first, second, third);
        ReplicaStore peer =
            new ReplicaStore(
                "store-b", dir.resolve("2"), List.of("store-a"), second, first, third);
        ReplicaStore younger =
            new ReplicaStore("store-a", dir.resolve("3"), List.of(), third, first, second)) {
      elder.start();
      peer.start();

      assertThatThrownBy(younger::start)
          .isInstanceOf(DuplicateInstanceException.class)
          .hasMessageContaining("store-a");

      elder.commit("elder-", 20);
      Await.until("B holds A's log", SOON, () -> peer.positions().equals(elder.positions()));
      assertThat(peer.peer("store-a").state()).isEqualTo(PeerState.CONNECTED);
    }
  }
}
