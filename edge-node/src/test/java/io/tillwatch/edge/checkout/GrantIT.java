package io.tillwatch.edge.checkout;

import static io.tillwatch.edge.support.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.checkout.GrantRelease;
import io.tillwatch.core.checkout.GrantRequest;
import io.tillwatch.core.checkout.Posted.Status;
import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.checkout.PostedSale;
import io.tillwatch.core.checkout.ReceiptQuery;
import io.tillwatch.core.checkout.RefundGrant;
import io.tillwatch.core.checkout.Refusal;
import io.tillwatch.core.checkout.RightChanges;
import io.tillwatch.core.checkout.Submission;
import io.tillwatch.core.checkout.staff.StaffAnswer;
import io.tillwatch.core.checkout.staff.StaffCommand;
import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.ledger.Commit;
import io.tillwatch.core.ledger.CommitResult;
import io.tillwatch.core.ledger.Draft;
import io.tillwatch.core.ledger.FactsQuery;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.LogQuery;
import io.tillwatch.core.ledger.Positions;
import io.tillwatch.core.ledger.RightsQuery;
import io.tillwatch.core.ledger.snapshot.SnapshotStep;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.SignedOp;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.ReplicationQuery;
import io.tillwatch.core.replication.Salvage;
import io.tillwatch.core.retail.LineQuantity;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.bus.StoreChannels;
import io.tillwatch.edge.port.NodeClock;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.TestNodes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Grants whose answer is lost, comes late, or is asked for again: units are paid once, and none is
 * lost.
 */
@Tag("proof")
class GrantIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  /** The sweep comes every half minute, in a build every five seconds. */
  private static final Duration SWEPT = Duration.ofSeconds(90);

  /** How many seconds go by for the nodes in one, until a grant of a minute ago is forgotten. */
  private static final int TIMES_AS_FAST = 20;

  private static final String REVIEWED = "C-21";

  /** A clock whose minutes a test lets go by. */
  private static final class HurriedClock implements NodeClock {
    private final NodeClock own = NodeClock.of(InstantSource.system());
    private volatile long aheadMillis;

    @Override
    public Instant instant() {
      return own.instant();
    }

    @Override
    public long steadyMillis() {
      return own.steadyMillis() + aheadMillis;
    }
  }

  private final HurriedClock time = new HurriedClock();
  private TestNodes nodes;

  @BeforeEach
  void start(@TempDir Path dir) {
    nodes = new TestNodes(dir, "store-a", "store-b");
    nodes.start("store-a", time);
    nodes.start("store-b", time);
  }

  @AfterEach
  void stop() {
    nodes.close();
  }

  @Test
  void aHeldReturnIsPaidByAnotherGrantWhereTheFirstCameTooLateAndWasGivenBack() {
    // Given a return that is held while its home store is away, and the answer to its first
    // question
    String receipt = sell(1, REVIEWED);
    nodes.stop("store-a");
    PostedReturn held = takeBack("store-b", SampleVisits.shirtBack(receipt, "CU-1", REVIEWED));
    assertThat(held.status()).isEqualTo(Status.HELD);
    nodes.start("store-a", time);
    awaitFact("store-a", held.refund().id());
    RefundGrant late = grant(held.refund().id(), receipt, Instant.now().minusSeconds(120));
    await(bus("store-a").ask(Channels.COMMIT, Commit.of(GrantStore.draft(late))));
    assertThat(rights(receipt)).isZero();
    awaitForgotten("the late grant is given back", receipt);

    // When
    StaffAnswer approved = decide("store-b", held.refund().id(), true);
    StaffAnswer again = decide("store-b", held.refund().id(), false);

    // Then it is paid once, out of the one right there is
    assertThat(Answers.refusal(approved)).isNull();
    assertThat(Answers.refusal(again).code()).isEqualTo(Refusal.Code.ALREADY_SETTLED);
    assertThat(rights(receipt)).isZero();
  }

  @Test
  void aGrantThatComesWhenTheBudgetHasPaidIsGivenBackAtOnce() {
    String receipt = sell(2, null);
    nodes.stop("store-a");
    PostedReturn paid = takeBack("store-b", SampleVisits.shirtBack(receipt, "CU-1", "C-30"));
    assertThat(paid.standIn()).isTrue();
    nodes.start("store-a", time);
    awaitFact("store-a", paid.refund().id());

    await(
        bus("store-a")
            .ask(
                Channels.COMMIT,
                Commit.of(GrantStore.draft(grant(paid.refund().id(), receipt, Instant.now())))));

    // within a second or so, not with the sweep a minute later
    Await.until("the other unit is free again", SOON, () -> rights(receipt) == 1);
  }

  @Test
  void aTillThatTriesAgainTakesOverTheRightOfItsHeldReturnAndAsksNobody() {
    // Given
    String receipt = sell(1, REVIEWED);
    PostedReturn held = takeBack("store-b", SampleVisits.shirtBack(receipt, "CU-1", REVIEWED));
    assertThat(held.status()).isEqualTo(Status.HELD);
    assertThat(held.grantId()).isNotNull();
    assertThat(rights(receipt)).isZero();
    nodes.stop("store-a");

    // When
    PostedReturn paid =
        takeBack("store-b", SampleVisits.shirtBack(receipt, "CU-1", "C-41", held.refund().id()));

    // Then
    assertThat(paid.status()).isEqualTo(Status.COMPLETED);
    assertThat(paid.standIn()).isFalse();
    nodes.start("store-a", time);
    awaitFact("store-a", paid.refund().id());
    assertThat(rights(receipt)).isZero();
  }

  @Test
  void aTillThatTriesAgainWithLessGivesTheRestBackAndWithMoreAsksForTheRest() {
    String receipt = sell(3, REVIEWED);
    PostedReturn held =
        takeBack("store-b", SampleVisits.shirtsBack(2, receipt, "CU-1", REVIEWED, null));
    assertThat(held.status()).isEqualTo(Status.HELD);
    assertThat(rights(receipt)).isEqualTo(1);

    PostedReturn less =
        takeBack(
            "store-b", SampleVisits.shirtsBack(1, receipt, "CU-1", REVIEWED, held.refund().id()));
    Await.until("one comes back", SOON, () -> rights(receipt) == 2);
    PostedReturn more =
        takeBack(
            "store-b", SampleVisits.shirtsBack(3, receipt, "CU-1", REVIEWED, less.refund().id()));

    assertThat(more.status()).isEqualTo(Status.HELD);
    assertThat(rights(receipt)).isZero();
    assertThat(Answers.refusal(decide("store-b", more.refund().id(), false))).isNull();
    Await.until("all come back", SOON, () -> rights(receipt) == 3);
  }

  @Test
  void whatWasGivenBackOrGrantedForOtherLinesIsNotGrantedOnceMore() {
    String receipt = sell(2, null);
    GrantRequest one = request("tx-1", receipt, 1);

    String first = ask(one);
    assertThat(ask(one)).as("asked again").isEqualTo(first);
    assertThat(release(first)).isInstanceOf(CommitResult.Done.class);
    Await.until("it is back", SOON, () -> rights(receipt) == 2);
    String second = ask(one);
    assertThat(second).isNotNull().isNotEqualTo(first);
    assertThat(ask(request("tx-1", receipt, 2))).as("more than is left").isNull();
    assertThat(rights(receipt)).isEqualTo(1);
  }

  @Test
  void whatIsHeldAtHomeWhileOwnFactsAreMissingTookNoRightAndPaysOnlyOnceThereIsOne() {
    // Given a store that is being filled with what it lost, by one that is away
    String approved = sell(1, null);
    String declined = sell(1, null);
    nodes.stop("store-b");
    await(
        bus("store-a")
            .ask(
                Channels.SNAPSHOT_STEP,
                new SnapshotStep.Begin(
                    new StoreId("store-b"), new Positions(Map.of(), Map.of()), 10, true, false)));
    nodes.stop("store-a");
    nodes.start("store-a", time);
    Await.until("A knows what it lacks", SOON, () -> isFilled("store-a"));

    PostedReturn first = takeBack("store-a", SampleVisits.shirtBack(approved, "CU-1", "C-31"));
    PostedReturn second = takeBack("store-a", SampleVisits.shirtBack(declined, "CU-1", "C-32"));
    assertThat(first.status()).isEqualTo(Status.HELD);
    assertThat(second.status()).isEqualTo(Status.HELD);

    // When
    StaffAnswer early = decide("store-a", first.refund().id(), true);
    StaffAnswer given = decide("store-a", second.refund().id(), false);
    nodes.start("store-b", time);
    Await.until("A has its facts", SOON, () -> !isFilled("store-a"));
    // the node judges what it held again by itself: a reviewer may come too late, never twice
    StaffAnswer late = decide("store-a", first.refund().id(), true);

    // Then
    assertThat(Answers.refusal(early).code()).isEqualTo(Refusal.Code.HOME_STORE_UNREACHABLE);
    assertThat(Answers.refusal(given)).isNull();
    if (Answers.refusal(late) != null) {
      assertThat(Answers.refusal(late).code()).isEqualTo(Refusal.Code.ALREADY_SETTLED);
    }
    assertThat(Answers.refusal(decide("store-a", first.refund().id(), true)).code())
        .isEqualTo(Refusal.Code.ALREADY_SETTLED);
    assertThat(rights(approved)).isZero();
    assertThat(rights(declined)).isEqualTo(1);
  }

  @Test
  void aGrantThatCameBackBySalvageIsGivenBackWhereNobodyUsesIt() {
    String receipt = sell(1, null);
    RefundGrant orphaned = grant("tx_never", receipt, Instant.now().minusSeconds(120));
    await(bus("store-a").ask(Channels.COMMIT, Commit.of(GrantStore.draft(orphaned))));
    salvage(orphaned.id());
    assertThat(rights(receipt)).isZero();

    awaitForgotten("it is given back", receipt);
  }

  @Test
  void aGrantThatCameBackBySalvageIsUsedOnceAsAnyOther() {
    String receipt = sell(1, null);
    RefundGrant grant = grant("tx_never", receipt, Instant.now());
    await(bus("store-a").ask(Channels.COMMIT, Commit.of(GrantStore.draft(grant))));
    salvage(grant.id());

    CommitResult used = release(grant.id());
    CommitResult again = release(grant.id(), "again");

    assertThat(used).isInstanceOf(CommitResult.Done.class);
    assertThat(again).isEqualTo(new CommitResult.Spent(grant.id()));
  }

  /** As a store does that finds an op in its copy of a log which the log's origin lost. */
  private void salvage(String factId) {
    LogQuery all = new LogQuery(new StoreId("store-a"), Position.START, 1000);
    SignedOp op =
        await(bus("store-a").ask(Channels.LOG, all)).ops().stream()
            .filter(each -> each.text().contains("\"" + factId + "\""))
            .findFirst()
            .orElseThrow();
    Salvage salvage = new Salvage("store-a", op.id().position(), op.text(), op.mac());
    Draft draft =
        Draft.of(FactKind.SALVAGE, Salvage.idFor(op.id()), Instant.now(), salvage)
            .about(List.of(factId))
            .in(List.of(Indexes.SALVAGED))
            .build();
    assertThat(await(bus("store-a").ask(Channels.COMMIT, Commit.of(draft))))
        .isInstanceOf(CommitResult.Done.class);
  }

  @Test
  void aGrantThatWasUsedIsNotGivenBack() {
    String receipt = sell(1, null);
    PostedReturn paid = takeBack("store-b", SampleVisits.shirtBack(receipt, "CU-1", "C-30"));
    assertThat(paid.status()).isEqualTo(Status.COMPLETED);

    assertThat(release(paid.grantId())).isEqualTo(new CommitResult.Spent(paid.grantId()));
  }

  private CommitResult release(String grantId) {
    return release(grantId, "");
  }

  private CommitResult release(String grantId, String suffix) {
    Instant now = Instant.now();
    GrantRelease release =
        new GrantRelease(
            GrantRelease.idFor(grantId) + suffix, now, "store-b", grantId, "FORGOTTEN");
    RefundGrant grant =
        (RefundGrant)
            await(bus("store-a").ask(Channels.FACTS, FactsQuery.one(grantId)))
                .facts()
                .get(0)
                .fact();
    Draft draft =
        Draft.of(FactKind.GRANT_RELEASE, release.id(), now, release)
            .about(List.of(grantId))
            .moving(
                RightChanges.taking("store-a", grant.receipt(), grant.lines()).stream()
                    .map(take -> take.inverse())
                    .toList())
            .build();
    return await(bus("store-b").ask(Channels.COMMIT, Commit.spending(draft, List.of(grantId))));
  }

  private String ask(GrantRequest request) {
    GrantRequest.Answer answer =
        await(
            bus("store-b")
                .ask(StoreChannels.GRANT, new StoreId("store-a"), request, Duration.ofSeconds(5)));
    return answer instanceof GrantRequest.Granted granted ? granted.grantId() : null;
  }

  private static GrantRequest request(String returnId, String receipt, int units) {
    return new GrantRequest(
        returnId, "store-b", receipt, List.of(new LineQuantity(0, units, 0)), "store-a");
  }

  private static RefundGrant grant(String returnId, String receipt, Instant at) {
    return new RefundGrant(
        RefundGrant.idFor(returnId, 1),
        at,
        "store-a",
        "store-b",
        receipt,
        returnId,
        List.of(new LineQuantity(0, 1, 0)));
  }

  private boolean isFilled(String store) {
    return await(bus(store).ask(Channels.REPLICATION_STATUS, ReplicationQuery.STATUS))
            .snapshots()
            .underWay()
        != null;
  }

  private StaffAnswer decide(String store, String transactionId, boolean approve) {
    return await(
        bus(store)
            .ask(
                Channels.STAFF,
                new StaffCommand.Decide(transactionId, approve, "seen at the desk", "rev-1")));
  }

  private PostedReturn takeBack(String store, Submission submission) {
    return (PostedReturn) Answers.posted(await(bus(store).ask(Channels.SUBMIT, submission)));
  }

  /** Sells at A; returns once B knows of it. */
  private String sell(int units, String employee) {
    String receipt =
        ((PostedSale)
                Answers.posted(
                    await(
                        bus("store-a")
                            .ask(
                                Channels.SUBMIT,
                                SampleVisits.shirtsSold(units, "CU-1", employee)))))
            .sale()
            .receiptNumber();
    Await.until(
        "B knows the receipt",
        SOON,
        () ->
            await(bus("store-b").ask(Channels.RECEIPT, new ReceiptQuery(receipt))).sale() != null);
    return receipt;
  }

  private int rights(String receipt) {
    return await(bus("store-a").ask(Channels.RIGHTS, new RightsQuery(receipt))).byLine().get(0);
  }

  /** Returns when the minute is over after which a grant is forgotten, and its right is back. */
  private void awaitForgotten(String what, String receipt) {
    long from = System.nanoTime();
    Await.until(
        what,
        SWEPT,
        Duration.ofMillis(100),
        () -> {
          long millis = Duration.ofNanos(System.nanoTime() - from).toMillis();
          time.aheadMillis = Math.max(time.aheadMillis, millis * (TIMES_AS_FAST - 1));
          return rights(receipt) == 1;
        });
  }

  private void awaitFact(String store, String id) {
    Await.until(
        store + " has " + id,
        SOON,
        () -> !await(bus(store).ask(Channels.FACTS, FactsQuery.one(id))).facts().isEmpty());
  }

  private Bus bus(String store) {
    return nodes.node(store).bus();
  }
}
