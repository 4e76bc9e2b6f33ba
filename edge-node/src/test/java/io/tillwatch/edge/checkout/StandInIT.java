package io.tillwatch.edge.checkout;

import static io.tillwatch.edge.support.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.checkout.Answer;
import io.tillwatch.core.checkout.Posted.Status;
import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.checkout.PostedSale;
import io.tillwatch.core.checkout.ReceiptQuery;
import io.tillwatch.core.checkout.Refusal;
import io.tillwatch.core.checkout.StandInStatus;
import io.tillwatch.core.checkout.staff.StaffAnswer;
import io.tillwatch.core.checkout.staff.StaffCommand;
import io.tillwatch.core.ledger.FactsQuery;
import io.tillwatch.core.ledger.RightsQuery;
import io.tillwatch.core.replication.ReplicationQuery;
import io.tillwatch.core.replication.protocol.PeerState;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.TestNodes;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Refunds without the selling store's word, asked for by several tills at the same moment. */
@Tag("proof")
class StandInIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  /** Of the shipped limits: 10 refunds, 500.00. */
  private static final int MOST = 10;

  private TestNodes nodes;

  @BeforeEach
  void start(@TempDir Path dir) {
    nodes = new TestNodes(dir, "store-a", "store-b");
    nodes.start("store-a");
    nodes.start("store-b");
  }

  @AfterEach
  void stop() {
    nodes.close();
  }

  @Test
  void staysWithinTheBudgetWhenAllTillsAskAtOnce() {
    List<String> receipts = new ArrayList<>();
    for (int i = 0; i < 3 * MOST; i++) {
      receipts.add(sell("CU-" + i, null));
    }
    receipts.forEach(receipt -> awaitKnown("store-b", receipt));
    nodes.stop("store-a");
    awaitAlone("store-b");

    List<Future<Answer>> asked = new ArrayList<>();
    for (int i = 0; i < receipts.size(); i++) {
      asked.add(submitAtB(receipts.get(i), "CU-" + i, "C-" + (100 + i)));
    }

    List<Status> statuses = statuses(asked);
    assertThat(Collections.frequency(statuses, Status.COMPLETED)).isEqualTo(MOST);
    assertThat(Collections.frequency(statuses, Status.HELD)).isEqualTo(receipts.size() - MOST);
    StandInStatus budget = await(bus("store-b").ask(Channels.STAND_IN, new StandInStatus.Query()));
    assertThat(budget.atRiskMinor()).isEqualTo(MOST * SampleVisits.PRICE);
    assertThat(budget.atRiskMinor()).isLessThanOrEqualTo(budget.ceilingMinor());
  }

  @Test
  void paysOneLineOnceWhenTwoTillsAskAtOnce() {
    String receipt = sell("CU-1", null);
    awaitKnown("store-b", receipt);
    nodes.stop("store-a");
    awaitAlone("store-b");

    List<Status> statuses =
        statuses(List.of(submitAtB(receipt, "CU-1", "C-31"), submitAtB(receipt, "CU-1", "C-32")));

    assertThat(statuses).containsOnlyOnce(Status.COMPLETED);
  }

  @Test
  void aHeldReturnThatAnotherStorePaidMeanwhileCannotBeApproved() {
    // Given a return that is held at home, and one of the same goods that B stood in for meanwhile
    String receipt = sell("CU-1", "C-21");
    awaitKnown("store-b", receipt);
    nodes.stop("store-b");
    Answer held =
        await(bus("store-a").ask(Channels.SUBMIT, SampleVisits.shirtBack(receipt, "CU-1", "C-21")));
    assertThat(Answers.posted(held).status()).isEqualTo(Status.HELD);
    nodes.stop("store-a");
    nodes.start("store-b");
    PostedReturn paid = (PostedReturn) Answers.posted(await(submitAtB(receipt, "CU-1", "C-30")));
    assertThat(paid.standIn()).isTrue();
    nodes.start("store-a");
    awaitFact("store-a", paid.refund().id());
    assertThat(rights(receipt)).isEqualTo(-1);

    // When
    String heldId = Answers.posted(held).transaction().id();
    StaffAnswer approved = decide(heldId, true);
    StaffAnswer declined = decide(heldId, false);

    // Then nothing is paid, and declining sets the count right
    assertThat(Answers.refusal(approved).code()).isEqualTo(Refusal.Code.ALREADY_RETURNED);
    assertThat(Answers.refusal(declined)).isNull();
    assertThat(rights(receipt)).isZero();
  }

  private StaffAnswer decide(String transactionId, boolean approve) {
    return await(
        bus("store-a")
            .ask(
                Channels.STAFF,
                new StaffCommand.Decide(transactionId, approve, "seen at the desk", "rev-1")));
  }

  private int rights(String receipt) {
    return await(bus("store-a").ask(Channels.RIGHTS, new RightsQuery(receipt))).byLine().get(0);
  }

  private Future<Answer> submitAtB(String receipt, String customer, String cashier) {
    return bus("store-b").ask(Channels.SUBMIT, SampleVisits.shirtBack(receipt, customer, cashier));
  }

  private static List<Status> statuses(List<Future<Answer>> answers) {
    return answers.stream().map(answer -> Answers.posted(await(answer)).status()).toList();
  }

  private String sell(String customer, String employee) {
    Answer answer =
        await(bus("store-a").ask(Channels.SUBMIT, SampleVisits.shirtSold(customer, employee)));
    return ((PostedSale) Answers.posted(answer)).sale().receiptNumber();
  }

  private void awaitKnown(String store, String receipt) {
    Await.until(
        store + " knows the receipt",
        SOON,
        () -> await(bus(store).ask(Channels.RECEIPT, new ReceiptQuery(receipt))).sale() != null);
  }

  private void awaitFact(String store, String id) {
    Await.until(
        store + " has " + id,
        SOON,
        () -> !await(bus(store).ask(Channels.FACTS, FactsQuery.one(id))).facts().isEmpty());
  }

  private void awaitAlone(String store) {
    Await.until(
        store + " notices that it is alone",
        SOON,
        () ->
            await(bus(store).ask(Channels.REPLICATION_STATUS, ReplicationQuery.STATUS))
                .peers()
                .stream()
                .noneMatch(peer -> peer.state() == PeerState.CONNECTED));
  }

  private Bus bus(String store) {
    return nodes.node(store).bus();
  }
}
