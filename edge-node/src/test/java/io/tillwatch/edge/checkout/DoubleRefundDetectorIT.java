package io.tillwatch.edge.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.alerts.AlertView;
import io.tillwatch.core.checkout.DoubleRefundFinding;
import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.ledger.Commit;
import io.tillwatch.core.ledger.CommitResult;
import io.tillwatch.core.ledger.Committed;
import io.tillwatch.core.ledger.Draft;
import io.tillwatch.core.ledger.FactsQuery;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.retail.LineQuantity;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.facts.AlertReader;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.StoredFacts;
import io.tillwatch.edge.support.TestStore;
import io.vertx.core.Context;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A double refund that a store hears of just before it, or its Redis, dies. */
@Tag("proof")
class DoubleRefundDetectorIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String FINDING = DoubleRefundFinding.idFor("R-1", 0, 1);

  private TestStore store;
  private Context loop;

  @BeforeEach
  void sellOneAndPayItBackTwice(@TempDir Path dir) throws IOException {
    store = new TestStore("store-a", dir, "k");
    loop = store.vertx().getOrCreateContext();
    store.ask(
        Channels.COMMIT,
        Commit.of(draft(FactKind.SALE, "1", StoredFacts.sale("1", "store-a", 1000), false)));
    payBack("back-1", false);
  }

  @AfterEach
  void stop() {
    store.close();
  }

  @Test
  void isFoundAtTheNextStartWhereTheNodeStoppedBeforeItLooked() {
    payBack("back-2", true);

    DoubleRefundDetector next = new DoubleRefundDetector(store.bus());
    onLoop(next::begin);

    Await.until("it is found", SOON, () -> isFound(next));
  }

  @Test
  void isFoundOnceRedisIsBackWhereItDiedMeanwhile() {
    DoubleRefundDetector watch = new DoubleRefundDetector(store.bus());
    Committed committed = payBack("back-2", true);
    ProcessHandle redis = ProcessHandle.of(store.redis().pid()).orElseThrow();
    redis.destroyForcibly();
    redis.onExit().join();

    onLoop(() -> watch.committed(committed));

    Await.until("it is found", SOON, () -> isFound(watch));
  }

  @Test
  void isFoundForEachRefundThatWasTooMuchAndShownAsTheStoreKnowsItByNow() {
    // Given a second refund, found
    DoubleRefundDetector watch = new DoubleRefundDetector(store.bus());
    Committed second = payBack("back-3", false);
    onLoop(() -> watch.committed(second));
    Await.until("the first is found", SOON, () -> isFound(watch));

    // When one is learnt that was made before it
    Committed earlier = payBack("back-2", false);
    onLoop(() -> watch.committed(earlier));

    // Then there are two findings, and the first is of the earlier one
    String next = DoubleRefundFinding.idFor("R-1", 0, 2);
    Await.until(
        "the second is found",
        SOON,
        () -> !store.ask(Channels.FACTS, FactsQuery.one(next)).facts().isEmpty());
    assertThat(shown(FINDING).returns()).containsExactly("back-1", "back-2");
    assertThat(shown(next).returns()).containsExactly("back-1", "back-2", "back-3");
    assertThat(shown(FINDING).overMinor() + shown(next).overMinor()).isEqualTo(2000);
  }

  private DoubleRefundFinding shown(String id) {
    AlertReader alerts =
        new AlertReader(store.bus(), Channels.FACTS, Channels.PAGE, InstantSource.system());
    return TestStore.await(alerts.alert(AlertView.idOf(id))).orElseThrow().finding();
  }

  /** It lives on one event loop, as in a node. */
  private void onLoop(Runnable step) {
    loop.runOnContext(turn -> step.run());
  }

  private boolean isFound(DoubleRefundDetector watch) {
    onLoop(watch::retry);
    try {
      return !store.ask(Channels.FACTS, FactsQuery.one(FINDING)).facts().isEmpty();
    } catch (RuntimeException e) {
      // Redis is not back yet
      return false;
    }
  }

  private Committed payBack(String id, boolean standIn) {
    PostedReturn asked = StoredFacts.refund(id, "store-a", Decision.APPROVE, 1000, null);
    PostedReturn paid =
        new PostedReturn(
            asked.refund(),
            asked.assessment(),
            asked.status(),
            null,
            1,
            new PostedReturn.Payback(
                List.of(new LineQuantity(0, 1, 1000)), 1000, "store-a", null, standIn, false));
    CommitResult result =
        store.ask(Channels.COMMIT, Commit.of(draft(FactKind.RETURN, id, paid, standIn)));
    assertThat(result).isInstanceOf(CommitResult.Done.class);
    return ((CommitResult.Done) result).committed();
  }

  private static Draft draft(FactKind kind, String id, Record body, boolean standIn) {
    List<String> indexes =
        standIn
            ? List.of(Indexes.receipt("R-1"), Indexes.STAND_IN)
            : List.of(Indexes.receipt("R-1"));
    return Draft.of(kind, id, StoredFacts.NOON, body).in(indexes).build();
  }
}
