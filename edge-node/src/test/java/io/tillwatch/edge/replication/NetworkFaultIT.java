package io.tillwatch.edge.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.ledger.LogQuery;
import io.tillwatch.core.ledger.LogQuery.LogRange;
import io.tillwatch.core.oplog.Op;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.SignedOp;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.protocol.PeerState;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.codec.OpCodec;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two real nodes whose only lines to each other run through fault proxies. */
class NetworkFaultIT {
  private static final int PARTITIONS = Integer.getInteger("tillwatch.partitions", 3);
  private static final Duration LENGTH =
      Duration.ofSeconds(Long.getLong("tillwatch.partition.seconds", 0));
  private static final Duration SOON = Duration.ofSeconds(30);

  // 5 s is the promise; a shared build machine gets some more
  private static final Duration AFTER_HEAL = Duration.ofSeconds(10);

  @Test
  void catchesUpAfterEachPartitionWithoutLossOrRepeat(@TempDir Path dir) throws IOException {
    int portA = Ports.free();
    int portB = Ports.free();
    int toA = Ports.free();
    int toB = Ports.free();
    try (FaultProxy lineToA = new FaultProxy(toA, portA, 1);
        FaultProxy lineToB = new FaultProxy(toB, portB, 2);
        ReplicaStore a = store("store-a", dir, portA, "store-b", toB);
        ReplicaStore b = store("store-b", dir, portB, "store-a", toA)) {
      a.start();
      b.start();
      Await.until("A and B are connected", SOON, () -> connected(a, "store-b"));
      for (int i = 0; i < PARTITIONS; i++) {
        a.commit("a-" + i + "-before-", 20);
        lineToA.cut();
        lineToB.cut();
        a.commit("a-" + i + "-cut-", 50);
        b.commit("b-" + i + "-cut-", 50);
        Await.until("A notices", SOON, () -> !connected(a, "store-b"));
        LockSupport.parkNanos(LENGTH.toNanos());
        assertThat(a.peer("store-b").progress().backlog()).isGreaterThanOrEqualTo(50);
        lineToA.heal();
        lineToB.heal();
        Instant healed = Instant.now();
        Await.until("both are level after the heal", AFTER_HEAL, () -> level(a, b));
        System.out.println("level after heal in " + Duration.between(healed, Instant.now()));
      }
      storm(a, b, lineToA, lineToB);

      assertThat(facts(a, "store-a")).isEqualTo(facts(b, "store-a")).doesNotHaveDuplicates();
      assertThat(facts(a, "store-b")).isEqualTo(facts(b, "store-b")).doesNotHaveDuplicates();
      assertThat(facts(b, "store-a")).hasSize(PARTITIONS * 70 + 200 + 1);
      assertThat(a.status().logs().conflicts() + b.status().logs().conflicts()).isZero();
    }
  }

  private static void storm(ReplicaStore a, ReplicaStore b, FaultProxy... lines) {
    for (FaultProxy line : lines) {
      line.weather(0.1, 20);
    }
    for (int i = 0; i < 20; i++) {
      a.commit("a-storm-" + i + "-", 10);
      b.commit("b-storm-" + i + "-", 10);
    }
    for (FaultProxy line : lines) {
      line.heal();
    }
    Await.until("both are level after the storm", SOON, () -> level(a, b));
  }

  private static ReplicaStore store(String id, Path dir, int port, String peer, int peerPort)
      throws IOException {
    return new ReplicaStore(
        id, dir, port, Map.of(peer, "http://127.0.0.1:" + peerPort), List.of(), Ports.free());
  }

  private static boolean level(ReplicaStore a, ReplicaStore b) {
    return a.positions().equals(b.positions());
  }

  private static boolean connected(ReplicaStore store, String peer) {
    return store.peer(peer).state() == PeerState.CONNECTED;
  }

  /** Ids of the facts of an origin's log, in its order. */
  private static List<String> facts(ReplicaStore store, String origin) {
    List<String> facts = new ArrayList<>();
    Position after = Position.START;
    LogRange range;
    do {
      range = store.ask(Channels.LOG, new LogQuery(new StoreId(origin), after, 500));
      for (SignedOp signed : range.ops()) {
        Op op = OpCodec.decode(signed.text());
        facts.add(op.factId());
        after = op.id().position();
      }
    } while (!range.ops().isEmpty());
    return facts;
  }
}
