package io.tillwatch.edge.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.ledger.ApplyResult.Stop;
import io.tillwatch.core.ledger.Draft;
import io.tillwatch.core.ledger.FactsQuery;
import io.tillwatch.core.ledger.Positions;
import io.tillwatch.core.oplog.Op;
import io.tillwatch.core.oplog.OpId;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.SignedOp;
import io.tillwatch.core.replication.LatencyFigures;
import io.tillwatch.core.replication.protocol.PeerState;
import io.tillwatch.core.replication.protocol.Push;
import io.tillwatch.core.replication.protocol.PushAnswer;
import io.tillwatch.core.replication.protocol.SpeculativeOp;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.bus.StoreChannels;
import io.tillwatch.edge.codec.OpCodec;
import io.tillwatch.edge.codec.RecordCodec;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.Ports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
    LatencyFigures latency = b.peer("store-a").arrivals().latency();
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
    assertThat(b.peer("store-a").arrivals().caughtUp()).isGreaterThanOrEqualTo(3000);
    assertThat(b.peer("store-a").arrivals().diverged()).isZero();
    Await.until(
        "the stores answer each other",
        SOON,
        () -> connected(a, "store-b") && a.peer("store-b").progress().backlog() == 0);
  }

  @Test
  void aBurstBeyondTheWindowArrivesWholeAndInOrder() {
    a.commit("burst-a-", 5000);
    b.commit("burst-b-", 5000);

    Await.until("both stores hold the same logs", SOON, this::level);
    assertThat(a.peer("store-b").arrivals().diverged() + b.peer("store-a").arrivals().diverged())
        .isZero();
  }

  @Test
  void anOpThatWasToldAheadAndNeverCommittedHasNoEffect() {
    a.commit("told-before-", 1);
    Await.until("both stores hold the same logs", SOON, this::level);
    SignedOp never = notCommitted("told-never");
    SpeculativeOp told = new SpeculativeOp(never.id().origin(), never);

    // right behind a start the stores may still speak HTTP, which tells nothing ahead
    Await.until(
        "the bus is in use",
        SOON,
        () -> a.bus().send(StoreChannels.SPECULATIVE_OP, b.bus().self(), told));
    a.commit("told-after-", 3);

    Await.until("both stores hold the same logs", SOON, this::level);
    assertThat(a.ownHead().compareTo(never.id().position())).isPositive();
    assertThat(b.ask(Channels.FACTS, FactsQuery.one("told-never")).facts()).isEmpty();
    assertThat(b.ask(Channels.FACTS, FactsQuery.one("told-after-0")).facts()).hasSize(1);
    assertThat(b.peer("store-a").arrivals().diverged()).isZero();
  }

  @Test
  void anOpThatIsOnlyNamedAndWasNeverToldIsAskedForAgain() {
    a.commit("named-before-", 1);
    Await.until("both stores hold the same logs", SOON, this::level);
    SignedOp never = notCommitted("named-never");
    Push named = new Push(never.id().origin(), List.of(never.named()));

    PushAnswer answer = a.ask(StoreChannels.PUSH, b, named);

    assertThat(answer.stop()).isEqualTo(Stop.GAP);
    assertThat(answer.position()).isEqualTo(a.ownHead());
  }

  /** Signed by the group and right in its place, but no op of A's log. */
  private SignedOp notCommitted(String factId) {
    Position head = a.ownHead();
    OpId id = new OpId(a.bus().self(), new Position(head.epoch(), head.seq() + 1));
    String hash = a.positions().hashOf(a.bus().self().value());
    Draft draft = ReplicaStore.fact(factId);
    Op op =
        Op.builder()
            .id(id)
            .predecessor(head)
            .previousHash(hash)
            .kind(draft.kind().name())
            .factId(factId)
            .atMillis(draft.at().toEpochMilli())
            .dependsOn(draft.dependsOn())
            .indexes(draft.indexes())
            .rights(draft.rights())
            .body(RecordCodec.toJson(draft.body()))
            .build();
    String text = OpCodec.encode(op);
    String mac = a.bus().seal().sign(text.getBytes(StandardCharsets.UTF_8));
    return new SignedOp(id, text, mac, 0);
  }

  private boolean level() {
    Positions atA = a.positions();
    return !atA.byOrigin().isEmpty() && atA.equals(b.positions());
  }

  private static boolean connected(ReplicaStore store, String peer) {
    return store.peer(peer).state() == PeerState.CONNECTED;
  }
}
