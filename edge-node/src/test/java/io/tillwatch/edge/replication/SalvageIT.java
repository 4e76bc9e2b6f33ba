package io.tillwatch.edge.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.ledger.FactsQuery;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.PageQuery;
import io.tillwatch.core.oplog.LogHealth;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.protocol.PeerState;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real nodes whose Redis loses the end of its file. */
class SalvageIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  private ReplicaStore a;
  private ReplicaStore b;
  private ReplicaStore c;

  @BeforeEach
  void prepare(@TempDir Path dir) throws IOException {
    int first = Ports.free();
    int second = Ports.free();
    int third = Ports.free();
    List<String> stores = List.of("store-a", "store-b", "store-c");
    a = new ReplicaStore("store-a", dir, stores, first, second, third);
    b = new ReplicaStore("store-b", dir, stores, second, first, third);
    c = new ReplicaStore("store-c", dir, stores, third, first, second);
  }

  @AfterEach
  void stop() {
    a.close();
    b.close();
    c.close();
  }

  @Test
  void aTailThatItsStoreLostComesBackFromAPeerThatWasCutOffMeanwhile() throws Exception {
    a.start();
    b.start();
    c.start();
    a.commit("early-", 50);
    awaitLevel(a, b, c);
    // the one peer knows some of what will be lost, the other all of it
    c.stop();
    a.commit("late-", 60);
    awaitLevel(a, b);
    Position before = a.positions().of("store-a");
    b.stop();
    a.stop();
    a.loseEndOfRedisFile(30_000);

    a.start();
    assertThat(a.positions().of("store-a")).isLessThan(before);
    a.commit("alone-", 40);
    assertThat(facts(a, "late-", 60)).isLessThan(60);
    b.start();
    c.start();

    // the stores that hold the tail take turns to log it again
    for (ReplicaStore store : List.of(a, b, c)) {
      Await.until("the tail is back", SOON, () -> facts(store, "late-", 60) == 60);
    }
    awaitLevel(a, b, c);
    for (ReplicaStore store : List.of(a, b, c)) {
      assertThat(facts(store, "early-", 50)).isEqualTo(50);
      assertThat(facts(store, "late-", 60)).isEqualTo(60);
      assertThat(facts(store, "alone-", 40)).isEqualTo(40);
      assertThat(store.status().logs().conflicts()).isZero();
    }
    Await.until(
        "B shows what was salvaged",
        SOON,
        () -> b.status().logs().flaws().byOrigin().containsKey("store-a"));
    assertThat(b.status().logs().flaws().byOrigin().get("store-a").salvaged()).isPositive();
    assertThat(a.ask(Channels.PAGE, PageQuery.oldest(Indexes.SALVAGED, null, true)).facts())
        .isNotEmpty();
  }

  @Test
  void aTailThatSeveralStoresHoldIsLoggedAgainOnce() throws Exception {
    a.start();
    b.start();
    c.start();
    a.commit("early-", 50);
    awaitLevel(a, b, c);
    a.commit("late-", 199);
    awaitLevel(a, b, c);
    List.of(a, b, c).forEach(ReplicaStore::stop);
    a.loseEndOfRedisFile(100_000);

    // as after an old backup: nobody is there to give it back
    a.start();
    int lost = 199 - facts(a, "late-", 199);
    a.commit("alone-", 5);
    CompletableFuture.allOf(
            CompletableFuture.runAsync(b::start), CompletableFuture.runAsync(c::start))
        .join();

    StoreId origin = new StoreId("store-a");
    Await.until(
        "all had their turn",
        Duration.ofSeconds(40),
        () -> b.hadItsTurn(origin) && c.hadItsTurn(origin));
    Await.until("the tail is back", SOON, () -> facts(a, "late-", 199) == 199);
    awaitLevel(a, b, c);
    assertThat(lost).isGreaterThan(50);
    for (ReplicaStore store : List.of(a, b, c)) {
      assertThat(facts(store, "late-", 199)).isEqualTo(199);
      assertThat(store.salvagedFacts()).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(lost);
      assertThat(store.salvagedFacts()).isEqualTo(a.salvagedFacts());
      assertThat(store.positions()).isEqualTo(a.positions());
    }
  }

  @Test
  void aTailThatRedisLosesUnderARunningNodeIsBroughtBackBeforeTheNextCommit() throws Exception {
    a.start();
    b.start();
    a.commit("early-", 50);
    b.commit("theirs-", 60);
    awaitLevel(a, b);
    Position before = a.positions().of("store-a");

    a.loseEndOfRedisFileWhileItRuns(30_000);

    Await.until(
        "a new epoch is open", SOON, () -> a.status().logs().own().epoch() > before.epoch());
    a.commit("after-", 10);
    awaitLevel(a, b);
    for (ReplicaStore store : List.of(a, b)) {
      assertThat(facts(store, "early-", 50)).isEqualTo(50);
      assertThat(facts(store, "theirs-", 60)).isEqualTo(60);
      assertThat(facts(store, "after-", 10)).isEqualTo(10);
    }
  }

  @Test
  void aDivergedLogStaysFrozenOverARestartAndTheOthersGoOn() {
    a.start();
    b.start();
    b.commit("b-", 10);
    awaitLevel(a, b);
    Position at = b.positions().of("store-b");
    a.ask(Channels.FLAWS, new LogHealth.Question.Diverged("store-b", at));
    a.stop();

    a.start();
    c.start();
    b.commit("more-", 10);
    c.commit("c-", 10);

    Await.until("the other log goes on", SOON, () -> facts(a, "c-", 10) == 10);
    assertThat(a.peer("store-b").state()).isEqualTo(PeerState.DIVERGED);
    assertThat(a.status().logs().flaws().isDiverged("store-b")).isTrue();
    assertThat(a.status().logs().conflicts()).isEqualTo(1);
    assertThat(a.positions().of("store-b")).isEqualTo(at);

    a.ask(Channels.FLAWS, new LogHealth.Question.Trusted("store-b"));

    Await.until("its log goes on", SOON, () -> facts(a, "more-", 10) == 10);
    assertThat(a.status().logs().flaws().isDiverged("store-b")).isFalse();
  }

  @Test
  void aStoreWhoseCopyOfALogDivergedStillSendsItsOwnToTheOneThatWroteIt() throws Exception {
    a.start();
    b.start();
    a.commit("a-", 10);
    b.commit("b-", 10);
    awaitLevel(a, b);
    a.stop();
    b.stop();
    b.breakChainOf(new StoreId("store-a"));

    a.start();
    b.start();
    Await.until(
        "both know",
        SOON,
        () ->
            a.peer("store-b").state() == PeerState.DIVERGED
                && b.peer("store-a").state() == PeerState.DIVERGED);
    b.commit("innocent-", 10);

    Await.until("the other log goes on", SOON, () -> facts(a, "innocent-", 10) == 10);
    assertThat(b.status().logs().flaws().isDiverged("store-a")).isTrue();

    // and once its copy is mended, the one that wrote it sends on without being touched
    b.stop();
    b.emptyRedis();
    b.start();
    a.commit("later-", 10);

    Await.until("the log goes there again", SOON, () -> facts(b, "later-", 10) == 10);
    Await.until(
        "nothing is wrong any more", SOON, () -> a.peer("store-b").state() == PeerState.CONNECTED);
    assertThat(facts(b, "a-", 10)).isEqualTo(10);
    assertThat(facts(b, "innocent-", 10)).isEqualTo(10);
  }

  private static int facts(ReplicaStore store, String prefix, int count) {
    List<String> ids = IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    return store.ask(Channels.FACTS, new FactsQuery(ids, false)).facts().size();
  }

  /** The same logs with the same digests, of every origin that runs. */
  private static void awaitLevel(ReplicaStore... stores) {
    Await.until(
        "all stores hold the same logs",
        SOON,
        () -> {
          for (ReplicaStore store : stores) {
            boolean idle =
                store.status().peers().stream()
                    .filter(peer -> peer.state() == PeerState.CONNECTED)
                    .allMatch(peer -> peer.progress().backlog() == 0);
            if (!idle || !store.positions().equals(stores[0].positions())) {
              return false;
            }
          }
          return true;
        });
    for (ReplicaStore store : stores) {
      for (String origin : store.positions().byOrigin().keySet()) {
        StoreId id = new StoreId(origin);
        assertThat(store.lastOf(id)).isEqualTo(stores[0].lastOf(id));
      }
    }
  }
}
