package io.tillwatch.edge.ledger;

import static io.tillwatch.edge.support.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.ledger.ApplyBatch;
import io.tillwatch.core.ledger.ApplyResult;
import io.tillwatch.core.ledger.Commit;
import io.tillwatch.core.ledger.CommitResult;
import io.tillwatch.core.ledger.Draft;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.LedgerQuery;
import io.tillwatch.core.ledger.LogQuery;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.SignedOp;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.retail.SaleVoid;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.ledger.redis.RedisKeys;
import io.tillwatch.edge.redis.RedisLink;
import io.tillwatch.edge.support.TestStore;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What stands in a ledger's way must stop nothing beside it. */
@Timeout(120)
class CommitFaultsIT {
  private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
  private static final int LONG_TAIL = 2_500;
  private static final int KEPT = 10;

  @TempDir Path dir;

  @Test
  void aFactThatCannotBeWrittenFailsAloneAndKeepsNobodyWaiting() throws Exception {
    try (TestStore store = new TestStore("store-a", dir, "shared")) {
      // no count of milliseconds goes that far
      Draft unspeakable = fact("bad", Instant.MAX);
      Future<CommitResult> before = store.bus().ask(Channels.COMMIT, Commit.of(fact("before")));
      Future<CommitResult> bad = store.bus().ask(Channels.COMMIT, Commit.of(unspeakable));
      Future<CommitResult> behind = store.bus().ask(Channels.COMMIT, Commit.of(fact("behind")));

      assertThat(catchThrowable(() -> await(bad))).isNotNull();
      assertThat(await(before)).isInstanceOf(CommitResult.Done.class);
      assertThat(await(behind)).isInstanceOf(CommitResult.Done.class);
      assertThat(store.ask(Channels.COMMIT, Commit.of(fact("later"))))
          .isInstanceOf(CommitResult.Done.class);
    }
  }

  @Test
  void aBatchThatBreaksOffLeavesTheLogAndItsHeadAtTheSameOp() throws Exception {
    try (TestStore store = new TestStore("store-a", dir, "shared")) {
      RedisLink redis = store.link();
      String index = RedisKeys.index(Indexes.about("broken"));
      send(redis, Command.SET, index, "no sorted set");
      SaleVoid cancelled = new SaleVoid("bad", NOON, "store-x", "R-bad", "C-1");
      Draft bad = Draft.about(FactKind.VOID, "bad", NOON, cancelled, "broken");

      List<Future<CommitResult>> batch =
          Stream.of(fact("first"), fact("second"), bad, fact("third"))
              .map(draft -> store.bus().ask(Channels.COMMIT, Commit.of(draft)))
              .toList();
      await(Future.join(batch).otherwiseEmpty());

      assertThat(batch.get(2).failed()).isTrue();
      assertThat(headOf(redis)).isEqualTo(lastOf(redis));
      send(redis, Command.DEL, index);
      assertThat(store.ask(Channels.COMMIT, Commit.of(fact("later"))))
          .isInstanceOf(CommitResult.Done.class);
      assertThat(headOf(redis)).isEqualTo(lastOf(redis));
    }
  }

  @Test
  void aLogThatBeginsWithAnOpThatNobodyCanReadIsReadAllTheSame() throws Exception {
    try (TestStore store = new TestStore("store-a", dir, "shared")) {
      store.ask(Channels.COMMIT, Commit.of(fact("any")));
      RedisLink redis = store.link();
      String poison = "{\"v\":9,\"op\":\"store-x/5-8\",\"after\":\"5-7\",\"prev\":\"\",\"kind\":7}";
      send(redis, Command.XADD, RedisKeys.log("store-x"), "5-8", "op", poison, "mac", "m");
      send(redis, Command.HSET, RedisKeys.POSITIONS, "store-x", "5-8");
      StoreId origin = new StoreId("store-x");

      LogQuery.LogRange trimmed =
          store.ask(Channels.LOG, new LogQuery(origin, new Position(5, 3), 10));
      LogQuery.LogRange next =
          store.ask(Channels.LOG, new LogQuery(origin, new Position(4, 9), 10));

      assertThat(trimmed.trimmed()).isTrue();
      assertThat(next.trimmed()).isTrue();
      assertThat(store.ask(Channels.LOG, new LogQuery(origin, new Position(5, 7), 10)).ops())
          .hasSize(1);
    }
  }

  @Test
  void aLongLostTailLeavesItsLogInBoundedSteps() throws Exception {
    StoreId origin = new StoreId("store-b");
    try (TestStore a = new TestStore("store-a", dir, "shared")) {
      List<SignedOp> past;
      try (TestStore b = new TestStore("store-b", dir.resolve("first"), "shared")) {
        past = committed(b, LONG_TAIL);
      }
      apply(a, origin, past);
      List<SignedOp> fork;
      try (TestStore b = new TestStore("store-b", dir.resolve("restored"), "shared")) {
        apply(b, origin, past.subList(0, KEPT));
        b.ask(Channels.COMMIT, Commit.of(fact("alone")));
        Position kept = past.get(KEPT - 1).id().position();
        fork = b.ask(Channels.LOG, new LogQuery(origin, kept, 10)).ops();
      }
      RedisLink redis = a.link();
      long calls = scriptCalls(redis);

      ApplyResult followed = apply(a, origin, fork);

      assertThat(followed.position()).isEqualTo(fork.get(fork.size() - 1).id().position());
      int left = past.size() - KEPT;
      assertThat(send(redis, Command.XLEN, RedisKeys.salvage("store-b")).toInteger())
          .isEqualTo(left);
      assertThat(send(redis, Command.XLEN, RedisKeys.log("store-b")).toInteger())
          .isEqualTo(KEPT + fork.size());
      assertThat(scriptCalls(redis) - calls).as("calls for " + left + " ops").isGreaterThan(2);
      assertThat(a.ask(Channels.POSITIONS, LedgerQuery.POSITIONS).of("store-b"))
          .isEqualTo(followed.position());
    }
  }

  private static String headOf(RedisLink redis) {
    return send(redis, Command.HGET, RedisKeys.POSITIONS, "store-a").toString();
  }

  private static String lastOf(RedisLink redis) {
    return send(redis, Command.XREVRANGE, RedisKeys.log("store-a"), "+", "-", "COUNT", "1")
        .get(0)
        .get(0)
        .toString();
  }

  private static List<SignedOp> committed(TestStore store, int count) {
    await(
        Future.all(
            IntStream.range(0, count)
                .mapToObj(i -> store.bus().ask(Channels.COMMIT, Commit.of(fact("tail-" + i))))
                .toList()));
    StoreId self = store.bus().self();
    List<SignedOp> first = store.ask(Channels.LOG, new LogQuery(self, Position.START, 2_000)).ops();
    Position last = first.get(first.size() - 1).id().position();
    List<SignedOp> rest = store.ask(Channels.LOG, new LogQuery(self, last, 2_000)).ops();
    return Stream.concat(first.stream(), rest.stream()).toList();
  }

  private static ApplyResult apply(TestStore store, StoreId origin, List<SignedOp> ops) {
    ApplyResult result = null;
    for (int from = 0; from < ops.size(); from += 500) {
      List<SignedOp> part = ops.subList(from, Math.min(ops.size(), from + 500));
      result = store.ask(Channels.APPLY, new ApplyBatch(origin, part));
      assertThat(result.stop()).isEqualTo(ApplyResult.Stop.NONE);
    }
    return result;
  }

  private static long scriptCalls(RedisLink redis) {
    String stats = await(redis.send(Request.cmd(Command.INFO).arg("commandstats"))).toString();
    return stats
        .lines()
        .filter(line -> line.startsWith("cmdstat_evalsha:"))
        .map(line -> line.replaceAll("cmdstat_evalsha:calls=(\\d+),.*", "$1"))
        .mapToLong(Long::parseLong)
        .sum();
  }

  private static Response send(RedisLink redis, Command command, String... args) {
    Request request = Request.cmd(command);
    List.of(args).forEach(request::arg);
    return await(redis.send(request));
  }

  private static Draft fact(String id) {
    return fact(id, NOON);
  }

  private static Draft fact(String id, Instant at) {
    return Draft.about(FactKind.VOID, id, at, new SaleVoid(id, NOON, "store-x", "R-" + id, "C-1"));
  }
}
