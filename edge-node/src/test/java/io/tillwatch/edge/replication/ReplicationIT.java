package io.tillwatch.edge.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.ledger.model.Positions;
import io.tillwatch.edge.replication.model.LatencyFigures;
import io.tillwatch.edge.replication.model.protocol.PeerState;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes with a Redis each, on one cluster. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplicationIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  private ReplicaStore a;
  private ReplicaStore b;

  @BeforeAll
  void start(@TempDir Path dir) throws IOException {
    int first = Ports.free();
    int second = Ports.free();
    List<String> stores = List.of("store-a", "store-b");
    a = new ReplicaStore("store-a", dir, stores, first, second).start();
    b = new ReplicaStore("store-b", dir, stores, second, first).start();
    Await.until(
        "the stores answer each other",
        SOON,
        () -> connected(a, "store-b") && connected(b, "store-a"));
  }

  @AfterAll
  void stop() {
    a.close();
    b.close();
  }

  @Test
  void factsOfEachStoreReachTheOtherAndAreMeasured() {
    a.commit("a-warm-", 50);
    b.commit("b-warm-", 50);
    Await.until("both stores hold the same logs", SOON, this::level);

    for (int i = 0; i < 500; i++) {
      a.commit("a-one-" + i + "-", 1);
    }

    Await.until("both stores hold the same logs", SOON, this::level);
    LatencyFigures latency = b.peer("store-a").latency();
    assertThat(latency.count()).isGreaterThanOrEqualTo(500);
    assertThat(latency.p50Micros()).isPositive().isLessThan(5_000_000);
    System.out.println("push latency one by one: " + latency);
  }

  @Test
  void aNodeThatWasDownCatchesUpByItselfWithoutRepeats() {
    a.commit("before-", 10);
    Await.until("both stores hold the same logs", SOON, this::level);
    b.stop();
    a.commit("while-down-", 3000);
    Instant started = Instant.now();

    b.start();

    Await.until("both stores hold the same logs", SOON, this::level);
    System.out.println(
        "caught up 3000 ops after start in " + Duration.between(started, Instant.now()));
    assertThat(b.peer("store-a").caughtUp()).isGreaterThanOrEqualTo(3000);
    assertThat(b.peer("store-a").diverged()).isZero();
    Await.until(
        "the stores answer each other",
        SOON,
        () -> connected(a, "store-b") && a.peer("store-b").backlog() == 0);
  }

  @Test
  void aBurstBeyondTheWindowArrivesWholeAndInOrder() {
    a.commit("burst-a-", 5000);
    b.commit("burst-b-", 5000);

    Await.until("both stores hold the same logs", SOON, this::level);
    assertThat(a.peer("store-b").diverged() + b.peer("store-a").diverged()).isZero();
  }

  private boolean level() {
    Positions atA = a.positions();
    return !atA.byOrigin().isEmpty() && atA.equals(b.positions());
  }

  private static boolean connected(ReplicaStore store, String peer) {
    return store.peer(peer).state() == PeerState.CONNECTED;
  }
}
