package io.tillwatch.edge.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.ledger.Acknowledged;
import io.tillwatch.core.ledger.ApplyBatch;
import io.tillwatch.core.ledger.ApplyResult;
import io.tillwatch.core.ledger.Commit;
import io.tillwatch.core.ledger.CommitResult;
import io.tillwatch.core.ledger.Committed;
import io.tillwatch.core.ledger.Draft;
import io.tillwatch.core.ledger.FactsQuery;
import io.tillwatch.core.ledger.LedgerQuery;
import io.tillwatch.core.ledger.LogQuery;
import io.tillwatch.core.ledger.Positions;
import io.tillwatch.core.ledger.RightsQuery;
import io.tillwatch.core.ledger.TrimOrder;
import io.tillwatch.core.ledger.snapshot.SnapshotPage;
import io.tillwatch.core.ledger.snapshot.SnapshotQuery;
import io.tillwatch.core.ledger.snapshot.SnapshotState;
import io.tillwatch.core.ledger.snapshot.SnapshotStep;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.RightChange;
import io.tillwatch.core.oplog.SignedOp;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.retail.SaleVoid;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.codec.OpCodec;
import io.tillwatch.edge.port.LedgerUnavailableException;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.TestStore;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Trimmed logs and snapshots on a real Redis: what the scripts do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SnapshotIT {
  private static final StoreId A = new StoreId("store-a");
  private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
  private static final Position ALL = new Position(Long.MAX_VALUE, Long.MAX_VALUE);
  private static final int FACTS = 2_500;

  private TestStore a;
  private Path dir;

  @BeforeAll
  void start(@TempDir Path dir) throws IOException {
    this.dir = dir;
    a = new TestStore("store-a", dir, "shared");
    TestStore.await(
        Future.all(
            IntStream.range(0, FACTS)
                .mapToObj(i -> a.bus().ask(Channels.COMMIT, Commit.of(sale(i))))
                .toList()));
  }

  @AfterAll
  void stop() {
    a.close();
  }

  @Test
  void keepsWhatIsYoungByTheClockOfItsOwnOriginHoweverFarThatIsBehind() throws IOException {
    try (TestStore b = copyOf(a, "trim-years-behind")) {
      long day = Duration.ofDays(1).toMillis() * 1_000;
      long years = Instant.now().plus(Duration.ofDays(3 * 365)).toEpochMilli() * 1_000;

      TrimOrder.Left left =
          b.ask(
              Channels.TRIM,
              new TrimOrder(A, Map.of(), ALL, years - day, day, TrimOrder.AS_ACKNOWLEDGED));

      assertThat(left.removed()).isZero();
    }
  }

  @Test
  void trimsWhatIsAcknowledgedAndOldAndSaysSoToWhomeverAsksForIt() throws IOException {
    try (TestStore b = copyOf(a, "trim-b")) {
      Positions before = positions(b);
      Position half = new Position(before.of("store-a").epoch(), 1_300);
      long now = Instant.now().toEpochMilli() * 1_000;

      TrimOrder.Left young = b.ask(Channels.TRIM, order(ALL, now - 3_600_000_000L));
      TrimOrder.Left acknowledged = b.ask(Channels.TRIM, order(half, now + 1_000_000));
      LogQuery.LogRange lost = b.ask(Channels.LOG, new LogQuery(A, Position.START, 10));
      LogQuery.LogRange next = b.ask(Channels.LOG, new LogQuery(A, half, 10));
      TrimOrder.Left kept = b.ask(Channels.TRIM, order(ALL, now + 1_000_000));
      TrimOrder.Left forced = b.ask(Channels.TRIM, order(half, 0).downTo(200));

      assertThat(young.removed()).isZero();
      assertThat(acknowledged.floor()).isEqualTo(half);
      assertThat(lost.trimmed()).isTrue();
      assertThat(lost.ops()).isEmpty();
      assertThat(next.trimmed()).isFalse();
      assertThat(next.ops().get(0).id().position().seq()).isEqualTo(1_301);
      // the end stays in any case, for a writer in doubt
      assertThat(kept.length()).isEqualTo(1_000);
      assertThat(forced.length()).isBetween(200L, 300L);
      assertThat(positions(b)).isEqualTo(before);
      assertThat(b.ask(Channels.FACTS, FactsQuery.one("s-7")).facts()).hasSize(1);
      assertThat(b.ask(Channels.ACKNOWLEDGED, LedgerQuery.ACKNOWLEDGED))
          .isEqualTo(new Acknowledged(Map.of("store-x", Map.of("store-a", ALL))));
    }
  }

  @Test
  void aStoreIsFilledFromSlicesOnceWhateverIsRepeatedAndGoesOnByTheLog() throws Exception {
    try (TestStore b = new TestStore("join-b", dir, "shared")) {
      SnapshotPage first = a.ask(Channels.SNAPSHOT_PAGE, new SnapshotQuery(null, 0));
      // somebody sells while the scan runs, in the past and in the future
      CommitResult.Done late =
          (CommitResult.Done)
              a.ask(Channels.COMMIT, Commit.of(draft("late", NOON.minusSeconds(9), List.of())));
      SnapshotState state =
          b.ask(
              Channels.SNAPSHOT_STEP,
              new SnapshotStep.Begin(A, first.heads(), first.total(), false, false));
      SnapshotPage slice = a.ask(Channels.SNAPSHOT_PAGE, new SnapshotQuery("", 700));
      SnapshotStep merge = new SnapshotStep.Merge("", slice.facts(), slice.cursor());
      state = b.ask(Channels.SNAPSHOT_STEP, merge);
      SnapshotState repeated = b.ask(Channels.SNAPSHOT_STEP, merge);
      assertThat(state.done()).isEqualTo(700);
      assertThat(repeated).isEqualTo(state);
      assertThat(positions(b).of("store-a")).isEqualTo(Position.START);

      killRedis(b);
      state = state(b);
      assertThat(state.done()).isEqualTo(700);
      while (!slice.last()) {
        slice = a.ask(Channels.SNAPSHOT_PAGE, new SnapshotQuery(state.cursor(), 700));
        state =
            b.ask(
                Channels.SNAPSHOT_STEP,
                new SnapshotStep.Merge(state.cursor(), slice.facts(), slice.cursor()));
      }
      SnapshotStep finish = new SnapshotStep.Finish(state.cursor());
      assertThat(b.ask(Channels.SNAPSHOT_STEP, new SnapshotStep.Finish("")).isUnderWay()).isTrue();
      b.ask(Channels.SNAPSHOT_STEP, finish);

      assertThat(state(b).isUnderWay()).isFalse();
      assertThat(positions(b).of("store-a")).isEqualTo(first.heads().of("store-a"));
      assertThat(b.feed().stream().filter(fact -> !fact.local()).map(Committed::op))
          .extracting(op -> op.factId())
          .filteredOn(id -> id.startsWith("s-"))
          .hasSize(FACTS)
          .doesNotHaveDuplicates();
      List<SignedOp> rest =
          a.ask(Channels.LOG, new LogQuery(A, first.heads().of("store-a"), 100)).ops();
      ApplyResult on = b.ask(Channels.APPLY, new ApplyBatch(A, rest));
      assertThat(on.stop()).isEqualTo(ApplyResult.Stop.NONE);
      assertThat(on.position()).isEqualTo(late.committed().op().id().position());
    }
  }

  @Test
  void aStoreThatLostItsDiskGoesOnBehindItsOwnLogAndCountsItsRightsAgain() throws IOException {
    try (TestStore b = copyOf(a, "lost-b");
        TestStore again = new TestStore("store-a", dir.resolve("again"), "shared")) {
      Position end = positions(b).of("store-a");
      SnapshotPage first = b.ask(Channels.SNAPSHOT_PAGE, new SnapshotQuery(null, 0));

      again.ask(
          Channels.SNAPSHOT_STEP,
          new SnapshotStep.Begin(new StoreId("lost-b"), first.heads(), first.total(), true, true));
      CommitResult.Done sold =
          (CommitResult.Done) again.ask(Channels.COMMIT, Commit.of(draft("mean", NOON, List.of())));
      SnapshotPage others = again.ask(Channels.SNAPSHOT_PAGE, new SnapshotQuery(null, 0));
      fill(b, again);

      assertThat(sold.committed().op().id().position()).isGreaterThan(end);
      // what it sold behind the end continues the chain that the others know
      List<SignedOp> own = again.ask(Channels.LOG, new LogQuery(A, end, 10)).ops();
      assertThat(b.ask(Channels.APPLY, new ApplyBatch(A, own)).stop())
          .isEqualTo(ApplyResult.Stop.NONE);
      // until its own facts were there it promised nobody that it has them
      assertThat(others.heads().byOrigin()).doesNotContainKey("store-a");
      assertThat(again.ask(Channels.RIGHTS, new RightsQuery("R-7")).byLine()).containsEntry(0, 2);
    }
  }

  @Test
  void aSliceThatCannotBeReadChangesNothing() throws IOException {
    try (TestStore b = new TestStore("bad-b", dir, "shared")) {
      SnapshotPage first = a.ask(Channels.SNAPSHOT_PAGE, new SnapshotQuery(null, 0));
      SnapshotState begun =
          b.ask(
              Channels.SNAPSHOT_STEP,
              new SnapshotStep.Begin(A, first.heads(), first.total(), false, false));
      String good = a.ask(Channels.SNAPSHOT_PAGE, new SnapshotQuery("", 1)).facts().get(0);

      Future<SnapshotState> merged =
          b.bus()
              .ask(
                  Channels.SNAPSHOT_STEP,
                  new SnapshotStep.Merge("", List.of(good, "{\"v\":1}"), "x"));

      assertThat(merged.toCompletionStage().toCompletableFuture())
          .failsWithin(Duration.ofSeconds(10));
      assertThat(state(b)).isEqualTo(begun);
      String id = OpCodec.decode(good).factId();
      assertThat(b.ask(Channels.FACTS, FactsQuery.one(id)).facts()).isEmpty();
    }
  }

  /** A store with the same log, by replication's own way. */
  private TestStore copyOf(TestStore origin, String id) throws IOException {
    TestStore copy = new TestStore(id, dir, "shared");
    Position at = Position.START;
    List<SignedOp> ops;
    do {
      ops = origin.ask(Channels.LOG, new LogQuery(A, at, 1_000)).ops();
      at = copy.ask(Channels.APPLY, new ApplyBatch(A, ops)).position();
    } while (!ops.isEmpty());
    return copy;
  }

  private static void fill(TestStore giver, TestStore taker) {
    SnapshotPage slice;
    do {
      String cursor = state(taker).cursor();
      slice = giver.ask(Channels.SNAPSHOT_PAGE, new SnapshotQuery(cursor, 1_000));
      taker.ask(
          Channels.SNAPSHOT_STEP, new SnapshotStep.Merge(cursor, slice.facts(), slice.cursor()));
    } while (!slice.last());
    taker.ask(Channels.SNAPSHOT_STEP, new SnapshotStep.Finish(slice.cursor()));
  }

  private static void killRedis(TestStore store) throws Exception {
    ProcessHandle redis = ProcessHandle.of(store.redis().pid()).orElseThrow();
    redis.destroyForcibly();
    redis.onExit().get();
    Await.until(
        "its Redis is back",
        Duration.ofSeconds(20),
        () -> {
          try {
            state(store);
            return true;
          } catch (LedgerUnavailableException away) {
            return false;
          }
        });
  }

  private static SnapshotState state(TestStore store) {
    return store.ask(Channels.SNAPSHOT_STEP, new SnapshotStep.Look());
  }

  private static Positions positions(TestStore store) {
    return store.ask(Channels.POSITIONS, LedgerQuery.POSITIONS);
  }

  private static TrimOrder order(Position upTo, long beforeMicros) {
    return new TrimOrder(
        A, Map.of("store-x", ALL), upTo, beforeMicros, 0, TrimOrder.AS_ACKNOWLEDGED);
  }

  private static Draft sale(int i) {
    return draft(
        "s-" + i, NOON.plusSeconds(i), List.of(RightChange.give("store-a", "R-" + i, 0, 2)));
  }

  private static Draft draft(String id, Instant at, List<RightChange> rights) {
    SaleVoid body = new SaleVoid(id, at, "store-a", "R-" + id, null);
    return Draft.of(FactKind.VOID, id, at, body).moving(rights).build();
  }
}
