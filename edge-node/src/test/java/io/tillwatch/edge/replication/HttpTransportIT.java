package io.tillwatch.edge.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.replication.protocol.PeerState;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes that share no cluster: only one of them knows the other's URL. */
class HttpTransportIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  @Test
  void storesReplicateByHttpAloneWhereTheBusDoesNotReach(@TempDir Path dir) throws IOException {
    int portOfA = Ports.free();
    try (ReplicaStore a =
            new ReplicaStore("store-a", dir, portOfA, Map.of(), List.of(), Ports.free());
        ReplicaStore b =
            new ReplicaStore(
                "store-b",
                dir,
                Ports.free(),
                Map.of("store-a", "http://127.0.0.1:" + portOfA),
                List.of(),
                Ports.free())) {
      a.start();
      b.start();

      a.commit("a-", 300);
      b.commit("b-", 300);

      Await.until(
          "both stores hold both logs",
          SOON,
          () -> a.positions().byOrigin().size() == 2 && a.positions().equals(b.positions()));
      Await.until("A reaches B", SOON, () -> a.peer("store-b").state() == PeerState.CONNECTED);
      assertThat(a.peer("store-b").transport()).isEqualTo("http");
      assertThat(b.peer("store-a").transport()).isEqualTo("http");
      a.commit("pushed-", 100);
      Await.until("what A pushed is at B", SOON, () -> a.positions().equals(b.positions()));
    }
  }
}
