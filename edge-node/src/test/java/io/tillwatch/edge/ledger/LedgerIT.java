package io.tillwatch.edge.ledger;

import static io.tillwatch.edge.support.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.ledger.ApplyBatch;
import io.tillwatch.core.ledger.ApplyResult;
import io.tillwatch.core.ledger.Commit;
import io.tillwatch.core.ledger.CommitResult;
import io.tillwatch.core.ledger.Committed;
import io.tillwatch.core.ledger.Draft;
import io.tillwatch.core.ledger.FactPage;
import io.tillwatch.core.ledger.FactsQuery;
import io.tillwatch.core.ledger.Idempotency;
import io.tillwatch.core.ledger.IdempotencyQuery;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.LedgerQuery;
import io.tillwatch.core.ledger.LogQuery;
import io.tillwatch.core.ledger.PageQuery;
import io.tillwatch.core.ledger.RightsQuery;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.oplog.LogHealth;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.RightChange;
import io.tillwatch.core.oplog.SignedOp;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.retail.SaleVoid;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.facts.FactPages;
import io.tillwatch.edge.ledger.redis.RedisKeys;
import io.tillwatch.edge.port.LedgerUnavailableException;
import io.tillwatch.edge.redis.RedisLink;
import io.tillwatch.edge.support.TestStore;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LedgerIT {
  private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

  private TestStore a;
  private TestStore b;

  @BeforeAll
  void start(@TempDir Path dir) throws IOException {
    a = new TestStore("store-a", dir, "shared");
    b = new TestStore("store-b", dir, "shared");
  }

  @AfterAll
  void stop() {
    a.close();
    b.close();
  }

  @Test
  void answersTheFirstResultAgainForTheSameIdempotencyKey() {
    Commit first = new Commit(fact("idem-1"), new Idempotency("kiosk", "k1", "f1"));
    assertThat(a.ask(Channels.COMMIT, first)).isInstanceOf(CommitResult.Done.class);
    int before = a.feed().size();

    CommitResult again =
        a.ask(Channels.COMMIT, new Commit(fact("idem-2"), new Idempotency("kiosk", "k1", "other")));

    assertThat(again).isEqualTo(new CommitResult.Repeated("idem-1", "f1"));
    assertThat(a.feed()).hasSize(before);
    assertThat(a.ask(Channels.FACTS, FactsQuery.one("idem-2")).facts()).isEmpty();
    assertThat(a.ask(Channels.IDEMPOTENCY, new IdempotencyQuery("kiosk", "k1")))
        .isEqualTo(new IdempotencyQuery.Used("idem-1", "f1"));
  }

  @Test
  void refusesTheCommitThatWouldTakeARightTwiceAndKeepsTheRestOfTheBatch() {
    a.ask(Channels.COMMIT, Commit.of(moving("sale-r", RightChange.give("store-a", "R", 0, 2))));

    List<Future<CommitResult>> batch = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      batch.add(
          a.bus()
              .ask(
                  Channels.COMMIT,
                  Commit.of(moving("ret-" + i, RightChange.take("store-a", "R", 0, 1)))));
      batch.add(a.bus().ask(Channels.COMMIT, Commit.of(fact("between-" + i))));
    }
    List<CommitResult> results = batch.stream().map(TestStore::await).toList();

    assertThat(results).filteredOn(CommitResult.RightGone.class::isInstance).hasSize(3);
    assertThat(results).filteredOn(CommitResult.Done.class::isInstance).hasSize(7);
    assertThat(a.ask(Channels.RIGHTS, new RightsQuery("R")).byLine()).containsEntry(0, 0);
  }

  @Test
  void readsAllFactsOfAReceiptHoweverManyThereAre() {
    List<Future<CommitResult>> commits =
        IntStream.range(0, 1_100)
            .mapToObj(i -> a.bus().ask(Channels.COMMIT, Commit.of(ofReceipt("flood-" + i))))
            .toList();
    commits.forEach(TestStore::await);

    List<StoredFact> all =
        TestStore.await(FactPages.all(a.bus(), Indexes.receipt("FLOODED"), false));

    assertThat(all).hasSize(1_100);
  }

  @Test
  void letsOneFactAloneUseUpAnother() {
    a.ask(Channels.COMMIT, Commit.of(fact("grant-1")));

    List<CommitResult> results =
        IntStream.range(0, 5)
            .mapToObj(i -> a.bus().ask(Channels.COMMIT, using("use-" + i, "grant-1")))
            .toList()
            .stream()
            .map(TestStore::await)
            .toList();

    assertThat(results).filteredOn(CommitResult.Done.class::isInstance).hasSize(1);
    assertThat(results).filteredOn(new CommitResult.Spent("grant-1")::equals).hasSize(4);
    assertThat(a.ask(Channels.FACTS, FactsQuery.one("grant-1")).facts().get(0).about()).hasSize(1);
  }

  @Test
  void appliesAnotherStoresLogInOrderOnceAndStopsAtAGap() {
    for (int i = 0; i < 20; i++) {
      a.ask(Channels.COMMIT, Commit.of(fact("apply-" + i)));
    }
    StoreId origin = new StoreId("store-a");
    Position known = b.ask(Channels.POSITIONS, LedgerQuery.POSITIONS).of("store-a");
    List<SignedOp> ops = a.ask(Channels.LOG, new LogQuery(origin, known, 1000)).ops();

    ApplyResult gap = b.ask(Channels.APPLY, new ApplyBatch(origin, ops.subList(1, 5)));
    ApplyResult all = b.ask(Channels.APPLY, new ApplyBatch(origin, ops));
    ApplyResult again = b.ask(Channels.APPLY, new ApplyBatch(origin, ops));

    assertThat(gap.stop()).isEqualTo(ApplyResult.Stop.GAP);
    assertThat(gap.applied()).isZero();
    assertThat(all.applied()).isEqualTo(ops.size());
    assertThat(again.duplicates()).isEqualTo(ops.size());
    assertThat(again.applied()).isZero();
    assertThat(all.position()).isEqualTo(ops.get(ops.size() - 1).id().position());
    assertThat(b.ask(Channels.FACTS, FactsQuery.one("apply-7")).facts()).hasSize(1);
    assertThat(b.feed().stream().filter(c -> !c.local()).map(Committed::op))
        .extracting(op -> op.id().position())
        .isSorted();
  }

  @Test
  void refusesAnOpThatWasChangedOnItsWay() {
    a.ask(Channels.COMMIT, Commit.of(fact("forged")));
    StoreId origin = new StoreId("store-a");
    Position known = b.ask(Channels.POSITIONS, LedgerQuery.POSITIONS).of("store-a");
    List<SignedOp> ops = a.ask(Channels.LOG, new LogQuery(origin, known, 1000)).ops();
    List<SignedOp> changed =
        ops.stream()
            .map(op -> new SignedOp(op.id(), op.text().replace("store-a", "store-z"), op.mac(), 0))
            .toList();

    ApplyResult result = b.ask(Channels.APPLY, new ApplyBatch(origin, changed));

    assertThat(result.stop()).isEqualTo(ApplyResult.Stop.REFUSED);
    assertThat(result.applied()).isZero();
    assertThat(result.position()).isEqualTo(known);
  }

  @Test
  void takesBackWhatAnOpWroteBeforeItFailedAndGoesOnBehindIt() {
    // a line whose count is at the end of what Redis can count
    a.ask(
        Channels.COMMIT,
        Commit.of(
            moving(
                "full-1",
                RightChange.give("store-b", "FULL", 0, 1),
                RightChange.give("store-b", "ELSE", 0, 1))));
    StoreId origin = new StoreId("store-a");
    Position known = b.ask(Channels.POSITIONS, LedgerQuery.POSITIONS).of("store-a");
    await(
        RedisLink.open(b.vertx(), b.redis().endpoint())
            .compose(
                link ->
                    link.send(
                        Request.cmd(Command.HSET)
                            .arg(RedisKeys.right("FULL"))
                            .arg(0)
                            .arg(Long.toString(Long.MAX_VALUE)))));
    a.ask(
        Channels.COMMIT,
        Commit.of(
            moving(
                "full-2",
                RightChange.give("store-b", "ELSE", 0, 1),
                RightChange.give("store-b", "FULL", 0, 1))));
    a.ask(Channels.COMMIT, Commit.of(fact("behind-full")));
    List<SignedOp> ops = a.ask(Channels.LOG, new LogQuery(origin, known, 1000)).ops();

    ApplyResult result = b.ask(Channels.APPLY, new ApplyBatch(origin, ops));

    assertThat(result.stop()).isEqualTo(ApplyResult.Stop.NONE);
    assertThat(result.applied()).isEqualTo(ops.size());
    LogHealth.Flaw flaw =
        b.ask(Channels.FLAWS, new LogHealth.Question.Read()).byOrigin().get("store-a");
    assertThat(flaw.quarantined()).isEqualTo(2);
    assertThat(flaw.lastReason()).contains("overflow");
    assertThat(b.ask(Channels.RIGHTS, new RightsQuery("ELSE")).byLine().getOrDefault(0, 0))
        .isZero();
    assertThat(
            b.ask(Channels.FACTS, new FactsQuery(List.of("full-1", "full-2", "behind-full"), false))
                .facts())
        .extracting(stored -> stored.op().factId())
        .containsExactly("behind-full");
    assertThat(b.feed()).extracting(c -> c.op().factId()).doesNotContain("full-1", "full-2");
  }

  @Test
  void pagesThroughAnIndexWithoutMissOrRepeat() {
    IntStream.range(0, 25)
        .forEach(
            i ->
                a.ask(
                    Channels.COMMIT,
                    Commit.of(
                        Draft.of(
                                FactKind.VOID,
                                "page-" + i,
                                NOON,
                                new SaleVoid("page-" + i, NOON, "store-a", "P", null))
                            .in(List.of("pages"))
                            .build())));

    List<String> seen = new ArrayList<>();
    String cursor = null;
    do {
      FactPage page = a.ask(Channels.PAGE, new PageQuery("pages", cursor, 10, false, false));
      page.facts().forEach(fact -> seen.add(fact.op().factId()));
      cursor = page.nextCursor();
    } while (cursor != null);

    assertThat(seen).hasSize(25).doesNotHaveDuplicates();
  }

  @Test
  void keepsEveryAnsweredFactThroughAKilledRedisAndOpensANewEpoch() throws Exception {
    Position before = a.ask(Channels.POSITIONS, LedgerQuery.POSITIONS).of("store-a");
    List<String> answered = new ArrayList<>();
    ProcessHandle redis = ProcessHandle.of(a.redis().pid()).orElseThrow();
    for (int i = 0; i < 200; i++) {
      String id = "kill-" + i;
      if (i == 100) {
        redis.destroyForcibly();
        redis.onExit().get();
      }
      boolean done = false;
      while (!done) {
        try {
          CommitResult result = await(a.bus().ask(Channels.COMMIT, Commit.of(fact(id))));
          done = true;
          assertThat(result).isNotInstanceOf(CommitResult.RightGone.class);
        } catch (LedgerUnavailableException away) {
          assertThat(i).isGreaterThanOrEqualTo(100);
        }
      }
      answered.add(id);
    }

    Position after = a.ask(Channels.POSITIONS, LedgerQuery.POSITIONS).of("store-a");
    assertThat(after.epoch()).isGreaterThan(before.epoch());
    assertThat(a.ask(Channels.FACTS, new FactsQuery(answered, false)).facts()).hasSize(200);
    assertThat(a.feed().stream().map(c -> c.op().factId()).filter(id -> id.startsWith("kill-")))
        .containsExactlyElementsOf(answered);
  }

  @Test
  void letsOneFactAloneBeTheFirstInAnIndexAlsoWithinOneBatch() {
    List<Future<CommitResult>> batch = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Draft draft = ofReceipt("first-" + i, "ALONE");
      List<String> firstIn = List.of(Indexes.receipt("ALONE"));
      batch.add(a.bus().ask(Channels.COMMIT, new Commit(draft, null, List.of(), firstIn)));
    }
    List<CommitResult> results = batch.stream().map(TestStore::await).toList();

    assertThat(results.get(0)).isInstanceOf(CommitResult.Done.class);
    assertThat(results.subList(1, 3))
        .containsOnly(new CommitResult.NotFirst(Indexes.receipt("ALONE")));
    assertThat(a.ask(Channels.FACTS, FactsQuery.one("first-1")).facts()).isEmpty();
  }

  private static Draft fact(String id) {
    return moving(id);
  }

  private static Draft ofReceipt(String id) {
    return ofReceipt(id, "FLOODED");
  }

  private static Draft ofReceipt(String id, String receipt) {
    return Draft.of(FactKind.VOID, id, NOON, new SaleVoid(id, NOON, "store-a", receipt, null))
        .in(List.of(Indexes.receipt(receipt)))
        .build();
  }

  private static Commit using(String id, String used) {
    return Commit.spending(
        Draft.about(FactKind.VOID, id, NOON, new SaleVoid(id, NOON, "store-a", "R", null), used),
        List.of(used));
  }

  private static Draft moving(String id, RightChange... rights) {
    return Draft.of(FactKind.VOID, id, NOON, new SaleVoid(id, NOON, "store-a", "R", null))
        .moving(List.of(rights))
        .build();
  }
}
