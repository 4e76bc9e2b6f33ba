package io.tillwatch.edge.ledger;

import static io.tillwatch.edge.support.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.config.RedisUrl;
import io.tillwatch.edge.ledger.model.ApplyBatch;
import io.tillwatch.edge.ledger.model.ApplyResult;
import io.tillwatch.edge.ledger.model.AuditEntry;
import io.tillwatch.edge.ledger.model.Commit;
import io.tillwatch.edge.ledger.model.Draft;
import io.tillwatch.edge.ledger.model.FactKind;
import io.tillwatch.edge.ledger.model.FactPage;
import io.tillwatch.edge.ledger.model.FactsQuery;
import io.tillwatch.edge.ledger.model.LedgerQuery;
import io.tillwatch.edge.ledger.model.LogQuery;
import io.tillwatch.edge.redis.RedisEndpoint;
import io.tillwatch.edge.replication.model.Position;
import io.tillwatch.edge.replication.model.SignedOp;
import io.tillwatch.edge.replication.model.StoreId;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ledger whose Redis does what it is told, while its answer never arrives. */
class LostAnswersIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final StoreId A = new StoreId("store-a");

  @Test
  void announcesOnceWhatWasAppliedWithoutAnAnswer(@TempDir Path dir) throws IOException {
    Vertx vertx = Vertx.vertx();
    try (TestStore a = new TestStore("store-a", dir, "shared");
        TestStore redisOfB = new TestStore("store-b", dir, "shared");
        FaultProxy line = new FaultProxy(redisOfB.redis().endpoint().url().port())) {
      List<SignedOp> ops = logOf(a, 5);
      List<Position> announced = new CopyOnWriteArrayList<>();
      Bus b = new Bus(vertx, new StoreId("store-b"), new TestSeal("shared"));
      await(b.listen(Channels.COMMITTED, told -> announced.add(told.op().id().position())));
      await(vertx.deployVerticle(new LedgerVerticle(b, through(line, redisOfB), time())));

      await(b.ask(Channels.APPLY, new ApplyBatch(A, ops.subList(0, 2))));
      line.loseAnswers();
      Future<ApplyResult> unanswered = b.ask(Channels.APPLY, new ApplyBatch(A, ops.subList(2, 4)));
      Position third = ops.get(3).id().position();
      Await.until("Redis has it", SOON, () -> positionIn(redisOfB).equals(third));
      assertThat(announced).hasSize(2);
      line.hangUp();
      Await.until("the ledger has given up", SOON, unanswered::failed);

      Await.until("Redis is back", SOON, () -> shows(b, "lost-2"));
      assertThat(announced).as("told before it was shown").hasSize(4);
      ApplyResult again = await(b.ask(Channels.APPLY, new ApplyBatch(A, ops.subList(2, 5))));

      assertThat(again.duplicates()).isEqualTo(2);
      assertThat(again.applied()).isEqualTo(1);
      assertThat(announced).isEqualTo(ops.stream().map(op -> op.id().position()).toList());
    } finally {
      await(vertx.close());
    }
  }

  @Test
  void announcesItBeforeItIsShownThoughRedisLoadsItsDataFirst(@TempDir Path dir) throws Exception {
    Vertx vertx = Vertx.vertx();
    try (TestStore a = new TestStore("store-a", dir, "shared");
        SlowlyLoadingRedis redisOfB = new SlowlyLoadingRedis(dir);
        FaultProxy line = new FaultProxy(redisOfB.port())) {
      List<SignedOp> ops = logOf(a, 4);
      List<Position> announced = new CopyOnWriteArrayList<>();
      Bus b = new Bus(vertx, new StoreId("store-b"), new TestSeal("shared"));
      await(b.listen(Channels.COMMITTED, told -> announced.add(told.op().id().position())));
      RedisEndpoint throughLine = redisOfB.endpoint(line.port());
      await(vertx.deployVerticle(new LedgerVerticle(b, throughLine, time())));
      redisOfB.fill();

      await(b.ask(Channels.APPLY, new ApplyBatch(A, ops.subList(0, 2))));
      line.loseAnswers();
      Future<ApplyResult> unanswered = b.ask(Channels.APPLY, new ApplyBatch(A, ops.subList(2, 4)));
      Await.until("Redis has it", SOON, () -> redisOfB.holds("lost-2"));
      redisOfB.killAndStart();
      line.hangUp();
      Await.until("the ledger has given up", SOON, unanswered::failed);

      Await.until("Redis is back", SOON, () -> shows(b, "lost-2"));

      assertThat(redisOfB.wasAskedWhileItLoaded()).isTrue();
      assertThat(announced).as("told before it was shown").hasSize(4);
    } finally {
      await(vertx.close());
    }
  }

  private static List<SignedOp> logOf(TestStore store, int facts) {
    for (int i = 0; i < facts; i++) {
      Instant now = Instant.parse("2026-05-04T12:00:00Z").plusSeconds(i);
      AuditEntry entry = new AuditEntry("lost-" + i, now, "store-a", "t", "TEST", "x", null);
      store.ask(
          Channels.COMMIT,
          Commit.of(
              new Draft(FactKind.AUDIT, entry.id(), now, entry, List.of(), List.of(), List.of())));
    }
    return store.ask(Channels.LOG, new LogQuery(A, Position.START, facts)).ops();
  }

  private static RedisEndpoint through(FaultProxy line, TestStore store) {
    RedisEndpoint direct = store.redis().endpoint();
    return new RedisEndpoint(
        RedisUrl.of("redis://127.0.0.1:" + line.port()), direct.user(), direct.password());
  }

  private static InstantSource time() {
    return InstantSource.system();
  }

  private static Position positionIn(TestStore store) {
    return store.ask(Channels.POSITIONS, LedgerQuery.POSITIONS).of("store-a");
  }

  private static boolean shows(Bus bus, String factId) {
    Future<FactPage> asked = bus.ask(Channels.FACTS, FactsQuery.one(factId));
    Await.until("an answer", SOON, asked::isComplete);
    return asked.succeeded() && asked.result().facts().size() == 1;
  }
}
