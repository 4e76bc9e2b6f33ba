package io.tillwatch.edge.ledger;

import static io.tillwatch.edge.support.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.ledger.ApplyBatch;
import io.tillwatch.core.ledger.ApplyResult;
import io.tillwatch.core.ledger.AuditEntry;
import io.tillwatch.core.ledger.Commit;
import io.tillwatch.core.ledger.CommitResult;
import io.tillwatch.core.ledger.Draft;
import io.tillwatch.core.ledger.FactPage;
import io.tillwatch.core.ledger.FactsQuery;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.LedgerQuery;
import io.tillwatch.core.ledger.LogQuery;
import io.tillwatch.core.ledger.PageQuery;
import io.tillwatch.core.ledger.snapshot.SnapshotPage;
import io.tillwatch.core.ledger.snapshot.SnapshotQuery;
import io.tillwatch.core.ledger.snapshot.SnapshotState;
import io.tillwatch.core.ledger.snapshot.SnapshotStep;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.SignedOp;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channel;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.config.binding.RedisUrl;
import io.tillwatch.edge.redis.RedisEndpoint;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.FaultProxy;
import io.tillwatch.edge.support.TestSeal;
import io.tillwatch.edge.support.TestStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ledger whose Redis does what it is told, while its answer never arrives. */
class InDoubtOpsIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final StoreId A = new StoreId("store-a");
  private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

  @TempDir Path dir;
  private TestStore a;
  private int committed;

  @BeforeEach
  void start() throws IOException {
    a = new TestStore("store-a", dir, "shared");
  }

  @AfterEach
  void stop() {
    a.close();
  }

  @Test
  void announcesOnceWhatWasAppliedWithoutAnAnswer() throws IOException {
    try (TestStore redis = new TestStore("store-b", dir, "shared");
        FaultProxy line = new FaultProxy(redis.redis().endpoint().url().port());
        Ledger b = new Ledger(through(line, redis))) {
      List<SignedOp> ops = logOf(6);

      b.ask(Channels.APPLY, batch(ops, 0, 2));
      line.loseAnswers();
      // the second does not wait for the first, as on a line that is in use
      Future<ApplyResult> first = b.bus.ask(Channels.APPLY, batch(ops, 2, 3));
      Future<ApplyResult> second = b.bus.ask(Channels.APPLY, batch(ops, 3, 5));
      Await.until("Redis has it", SOON, () -> positionIn(redis).equals(at(ops, 4)));
      assertThat(b.announced).hasSize(2);
      line.hangUp();
      Await.until("the ledger has given up", SOON, () -> first.failed() && second.failed());

      Await.until("Redis is back", SOON, () -> b.shows("lost-4"));
      assertThat(b.announced).as("told before it was shown").hasSize(5);
      ApplyResult again = b.ask(Channels.APPLY, batch(ops, 2, 6));

      assertThat(again.duplicates()).isEqualTo(3);
      assertThat(again.applied()).isEqualTo(1);
      assertThat(b.announced).containsExactlyElementsOf(ids(0, 6));
    }
  }

  @Test
  void announcesItBeforeItIsShownThoughRedisLoadsItsDataFirst() throws Exception {
    try (SlowlyLoadingRedis redis = new SlowlyLoadingRedis(dir);
        FaultProxy line = new FaultProxy(redis.port());
        Ledger b = new Ledger(redis.endpoint(line.port()))) {
      List<SignedOp> ops = logOf(4);
      redis.fill();

      b.ask(Channels.APPLY, batch(ops, 0, 2));
      line.loseAnswers();
      Future<ApplyResult> unanswered = b.bus.ask(Channels.APPLY, batch(ops, 2, 4));
      Await.until("Redis has it", SOON, () -> redis.holds("lost-2"));
      redis.killAndStart();
      line.hangUp();
      Await.until("the ledger has given up", SOON, unanswered::failed);

      Await.until("Redis is back", SOON, () -> b.shows("lost-2"));

      assertThat(redis.refusedPositionsWhileItLoaded()).isTrue();
      assertThat(b.announced).as("told before it was shown").hasSize(4);
    }
  }

  @Test
  void announcesAnOwnFactWhoseAnswerGotLostBeforeAnyListShowsIt() throws IOException {
    try (TestStore redis = new TestStore("spare", dir, "shared");
        FaultProxy line = new FaultProxy(redis.redis().endpoint().url().port());
        Ledger b = new Ledger(through(line, redis))) {
      b.ask(Channels.COMMIT, fact("own-1"));
      line.loseAnswers();
      Future<CommitResult> unanswered = b.bus.ask(Channels.COMMIT, fact("own-2"));
      Await.until("Redis has it", SOON, () -> lists(redis.bus(), "own-2"));
      line.hangUp();
      Await.until("the ledger has given up", SOON, unanswered::failed);

      Await.until("Redis is back", SOON, () -> lists(b.bus, "own-2"));

      assertThat(b.announced).as("told before it was listed").contains("own-1", "own-2");
      assertThat(b.announced).doesNotHaveDuplicates();
    }
  }

  @Test
  void announcesWhatReachedRedisAfterTheLogWasLookedAt() throws IOException {
    try (TestStore redis = new TestStore("store-b", dir, "shared");
        Ledger b = new Ledger(redis.redis().endpoint())) {
      List<SignedOp> ops = logOf(5);
      b.ask(Channels.APPLY, batch(ops, 0, 2));
      // as a request of a connection that was given up would, by a Redis that reads it late
      redis.ask(Channels.APPLY, batch(ops, 2, 4));

      ApplyResult again = b.ask(Channels.APPLY, batch(ops, 2, 5));

      assertThat(again.duplicates()).isEqualTo(2);
      assertThat(b.announced).containsExactlyElementsOf(ids(0, 5));
    }
  }

  @Test
  void announcesWhatFollowedASnapshotWithoutAnAnswer() throws IOException {
    try (TestStore redis = new TestStore("store-b", dir, "shared");
        FaultProxy line = new FaultProxy(redis.redis().endpoint().url().port());
        Ledger b = new Ledger(through(line, redis))) {
      b.ask(Channels.APPLY, batch(logOf(1), 0, 1));
      logOf(5);
      takeSnapshotOf(a, b);
      // the log begins behind the snapshot here
      List<SignedOp> ops = logOf(7);

      line.loseAnswers();
      Future<ApplyResult> unanswered = b.bus.ask(Channels.APPLY, batch(ops, 5, 7));
      Await.until("Redis has it", SOON, () -> positionIn(redis).equals(at(ops, 6)));
      line.hangUp();
      Await.until("the ledger has given up", SOON, unanswered::failed);
      Await.until("Redis is back", SOON, () -> b.shows("lost-6"));

      assertThat(b.announced).containsAll(ids(0, 7)).doesNotHaveDuplicates();
    }
  }

  @Test
  void announcesASliceThatWasTakenInWithoutAnAnswerBeforeItIsShown() throws IOException {
    try (TestStore redis = new TestStore("store-b", dir, "shared");
        FaultProxy line = new FaultProxy(redis.redis().endpoint().url().port());
        Ledger b = new Ledger(through(line, redis))) {
      logOf(3);
      SnapshotPage heads = a.ask(Channels.SNAPSHOT_PAGE, new SnapshotQuery(null, 0));
      b.ask(
          Channels.SNAPSHOT_STEP,
          new SnapshotStep.Begin(A, heads.heads(), heads.total(), false, false));
      SnapshotPage first = a.ask(Channels.SNAPSHOT_PAGE, new SnapshotQuery("", 1));
      b.ask(Channels.SNAPSHOT_STEP, merge("", first));
      SnapshotPage rest = a.ask(Channels.SNAPSHOT_PAGE, new SnapshotQuery(first.cursor(), 10));
      line.loseAnswers();
      Future<SnapshotState> unanswered =
          b.bus.ask(Channels.SNAPSHOT_STEP, merge(first.cursor(), rest));
      Await.until("Redis has it", SOON, () -> shows(redis.bus(), "lost-2"));
      line.hangUp();
      Await.until("the ledger has given up", SOON, unanswered::failed);

      Await.until("Redis is back", SOON, () -> b.shows("lost-2"));

      assertThat(b.announced).as("told before it was shown").containsAll(ids(0, 3));
    }
  }

  /** Another store's ledger in front of a Redis. */
  private static final class Ledger implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx, new StoreId("store-b"), new TestSeal("shared"), false);
    private final List<String> announced = new CopyOnWriteArrayList<>();

    Ledger(RedisEndpoint redis) {
      await(
          bus.subscribe(
              Channels.COMMITTED,
              told -> {
                if (told.fact() instanceof AuditEntry) {
                  announced.add(told.op().factId());
                }
              }));
      await(vertx.deployVerticle(new LedgerVerticle(bus, redis, false, InstantSource.system())));
    }

    <Q, R> R ask(Channel<Q, R> channel, Q question) {
      return await(bus.ask(channel, question));
    }

    boolean shows(String factId) {
      return InDoubtOpsIT.shows(bus, factId);
    }

    @Override
    public void close() {
      await(vertx.close());
    }
  }

  /** Commits lost-0, lost-1 .. until store A has that many; its log, which begins with an epoch. */
  private List<SignedOp> logOf(int facts) {
    for (; committed < facts; committed++) {
      a.ask(Channels.COMMIT, fact("lost-" + committed));
    }
    return a.ask(Channels.LOG, new LogQuery(A, Position.START, 100)).ops();
  }

  private static Commit fact(String id) {
    AuditEntry entry = new AuditEntry(id, NOON, "store", "t", "TEST", "x", null);
    return Commit.of(
        Draft.of(FactKind.AUDIT, id, NOON, entry).in(List.of(Indexes.TRANSACTIONS)).build());
  }

  private static void takeSnapshotOf(TestStore giver, Ledger taker) {
    SnapshotPage heads = giver.ask(Channels.SNAPSHOT_PAGE, new SnapshotQuery(null, 0));
    SnapshotPage slice = giver.ask(Channels.SNAPSHOT_PAGE, new SnapshotQuery("", 100));
    taker.ask(
        Channels.SNAPSHOT_STEP,
        new SnapshotStep.Begin(A, heads.heads(), heads.total(), false, false));
    taker.ask(Channels.SNAPSHOT_STEP, merge("", slice));
    taker.ask(Channels.SNAPSHOT_STEP, new SnapshotStep.Finish(slice.cursor()));
  }

  private static SnapshotStep merge(String asked, SnapshotPage slice) {
    return new SnapshotStep.Merge(asked, slice.facts(), slice.cursor());
  }

  /** The ops of facts from one number to before another; of the epoch, too, where that is first. */
  private static ApplyBatch batch(List<SignedOp> ops, int from, int to) {
    return new ApplyBatch(A, ops.subList(from == 0 ? 0 : from + 1, to + 1));
  }

  private static Position at(List<SignedOp> ops, int index) {
    return ops.get(index + 1).id().position();
  }

  private static List<String> ids(int from, int to) {
    return Stream.iterate(from, i -> i < to, i -> i + 1).map(i -> "lost-" + i).toList();
  }

  private static RedisEndpoint through(FaultProxy line, TestStore store) {
    RedisEndpoint direct = store.redis().endpoint();
    return new RedisEndpoint(
        RedisUrl.of("redis://127.0.0.1:" + line.port()), direct.user(), direct.password());
  }

  private static Position positionIn(TestStore store) {
    return store.ask(Channels.POSITIONS, LedgerQuery.POSITIONS).of("store-a");
  }

  private static boolean shows(Bus bus, String factId) {
    return holds(bus.ask(Channels.FACTS, FactsQuery.one(factId)), factId);
  }

  private static boolean lists(Bus bus, String factId) {
    return holds(
        bus.ask(Channels.PAGE, PageQuery.oldest(Indexes.TRANSACTIONS, null, true)), factId);
  }

  private static boolean holds(Future<FactPage> asked, String factId) {
    Await.until("an answer", SOON, asked::isComplete);
    return asked.succeeded()
        && asked.result().facts().stream().anyMatch(fact -> fact.op().factId().equals(factId));
  }
}
