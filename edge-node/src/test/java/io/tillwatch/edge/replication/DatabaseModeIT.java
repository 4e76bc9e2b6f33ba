package io.tillwatch.edge.replication;

import static io.tillwatch.edge.support.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.ledger.Committed;
import io.tillwatch.core.replication.protocol.PeerState;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one Redis, as on a database that replicates by itself. */
class DatabaseModeIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  @Test
  void announcesOnceAndInOrderWhatTheDatabaseBrings(@TempDir Path dir) throws IOException {
    int first = Ports.free();
    int second = Ports.free();
    List<String> stores = List.of("store-a", "store-b");
    try (ReplicaStore a = new ReplicaStore("store-a", dir, stores, first, second).inDatabaseMode();
        ReplicaStore b =
            new ReplicaStore("store-b", dir, stores, second, first).inDatabaseMode().onRedisOf(a)) {
      a.start();
      b.start();
      List<String> heard = new CopyOnWriteArrayList<>();
      await(b.bus().subscribe(Channels.COMMITTED, committed -> note(heard, committed)));

      a.commit("a-", 200);
      b.commit("b-", 200);

      Await.until("B heard A's facts", SOON, () -> heard.size() >= 200);
      assertThat(heard).isEqualTo(IntStream.range(0, 200).mapToObj(i -> "a-" + i).toList());
      Await.until("A sees B", SOON, () -> a.peer("store-b").state() == PeerState.CONNECTED);
      Await.until("nothing waits", SOON, () -> a.peer("store-b").progress().backlog() == 0);
      assertThat(b.peer("store-a").arrivals().duplicates()).isZero();
    }
  }

  private static void note(List<String> heard, Committed committed) {
    if (!committed.local() && committed.op().kind().equals("VOID")) {
      heard.add(committed.op().factId());
    }
  }
}
