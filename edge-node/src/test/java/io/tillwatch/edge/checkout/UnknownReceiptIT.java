package io.tillwatch.edge.checkout;

import static io.tillwatch.edge.support.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.checkout.DoubleRefundFinding;
import io.tillwatch.core.checkout.Posted.Status;
import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.checkout.PostedSale;
import io.tillwatch.core.checkout.ReceiptQuery;
import io.tillwatch.core.checkout.Refusal;
import io.tillwatch.core.checkout.StandInStatus;
import io.tillwatch.core.checkout.Submission;
import io.tillwatch.core.checkout.TransactionView;
import io.tillwatch.core.checkout.staff.StaffAnswer;
import io.tillwatch.core.checkout.staff.StaffCommand;
import io.tillwatch.core.ledger.FactsQuery;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.LedgerQuery;
import io.tillwatch.core.ledger.RightsQuery;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.facts.FactPages;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.TestNodes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Receipts that the store which is asked for the refund has never heard of. */
@Tag("proof")
class UnknownReceiptIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  /** Of the shipped limits: 10 refunds, 500.00. */
  private static final int MOST = 10;

  private final Map<String, String> customers = new HashMap<>();
  private TestNodes nodes;

  @BeforeEach
  void prepare(@TempDir Path dir) {
    nodes = new TestNodes(dir, "store-a", "store-b");
  }

  @AfterEach
  void stop() {
    nodes.close();
  }

  @Test
  void spendsTheStandInBudgetAndHoldsTheRest() {
    List<String> receipts = soldByAlone("store-a", 2 * MOST);
    nodes.start("store-b");

    List<Status> statuses = receipts.stream().map(r -> takeBack("store-b", r).status()).toList();
    PostedReturn again = takeBack("store-b", receipts.get(0));

    assertThat(Collections.frequency(statuses, Status.COMPLETED)).isEqualTo(MOST);
    assertThat(Collections.frequency(statuses, Status.HELD)).isEqualTo(MOST);
    assertThat(again.status()).as("paid once under this number").isNotEqualTo(Status.COMPLETED);
    StandInStatus budget = await(bus("store-b").ask(Channels.STAND_IN, new StandInStatus.Query()));
    assertThat(budget.atRiskMinor()).isEqualTo(MOST * SampleVisits.PRICE);
  }

  @Test
  void isCountedAtHomeAndPaidNoSecondTimeOnceBothHaveMet() {
    String receipt = soldByAlone("store-a", 1).get(0);
    nodes.start("store-b");
    PostedReturn paid = takeBack("store-b", receipt);
    assertThat(paid.standIn()).isTrue();

    nodes.start("store-a");
    Await.until("the unit is taken at home", SOON, () -> rights(receipt) == 0);

    assertThat(takeBack("store-a", receipt).status()).isEqualTo(Status.BLOCKED);
    assertThat(takeBack("store-b", receipt).status()).isEqualTo(Status.BLOCKED);
    Await.until("the budget is free again", SOON, () -> atRisk("store-b") == 0);
    assertThat(findings("store-a")).isEmpty();
  }

  @Test
  void isInTheFindingOfBothStoresWhereBothPaidIt() {
    String receipt = soldByAlone("store-a", 1).get(0);
    nodes.start("store-b");
    PostedReturn elsewhere = takeBack("store-b", receipt);
    nodes.stop("store-b");
    nodes.start("store-a");
    PostedReturn home = takeBack("store-a", receipt);
    assertThat(elsewhere.status()).isEqualTo(Status.COMPLETED);
    assertThat(home.status()).isEqualTo(Status.COMPLETED);

    nodes.start("store-b");

    for (String store : List.of("store-a", "store-b")) {
      Await.until(store + " finds it", SOON, () -> findings(store).size() == 1);
      DoubleRefundFinding finding = findings(store).get(0);
      assertThat(finding.returns())
          .containsExactlyInAnyOrder(elsewhere.refund().id(), home.refund().id());
      assertThat(finding.overMinor()).isEqualTo(SampleVisits.PRICE);
    }
  }

  @Test
  void isCountedAlsoWhereTheRefundWasHeardOfBeforeAStartAndTheSaleAfterIt(@TempDir Path dir) {
    // Given three stores, of which C hears of the refund, not of the sale, and is started anew
    nodes = new TestNodes(dir, "store-a", "store-b", "store-c");
    String receipt = soldByAlone("store-a", 1).get(0);
    nodes.start("store-b");
    nodes.start("store-c");
    PostedReturn elsewhere = takeBack("store-b", receipt);
    String id = elsewhere.refund().id();
    Await.until("C hears of it", SOON, () -> status("store-c", id) == Status.COMPLETED);
    nodes.stop("store-b");
    nodes.stop("store-c");
    nodes.start("store-a");
    takeBack("store-a", receipt);

    nodes.start("store-c");

    Await.until("C hears of the sale", SOON, () -> isHeard(receipt));
    nodes.start("store-b");
    for (String store : List.of("store-a", "store-b", "store-c")) {
      Await.until(store + " finds it", SOON, () -> findings(store).size() == 1);
    }
  }

  private boolean isHeard(String receipt) {
    return await(bus("store-c").ask(Channels.RECEIPT, new ReceiptQuery(receipt))).sale() != null;
  }

  @Test
  void whatWasHeldIsSettledByItselfOnceTheSellingStoreIsHeard() {
    List<String> receipts = soldByAlone("store-a", MOST + 2);
    nodes.start("store-b");
    List<PostedReturn> held = new ArrayList<>();
    for (String receipt : receipts) {
      PostedReturn answered = takeBack("store-b", receipt);
      if (answered.status() == Status.HELD) {
        held.add(answered);
      }
    }
    assertThat(held).hasSize(2);
    // one of them the customer takes home instead, where it was bought
    nodes.stop("store-b");
    nodes.start("store-a");
    String elsewhere = held.get(0).refund().receiptNumber();
    assertThat(takeBack("store-a", elsewhere).status()).isEqualTo(Status.COMPLETED);

    nodes.start("store-b");

    String other = held.get(1).refund().id();
    Await.until("the other is paid", SOON, () -> status("store-b", other) == Status.COMPLETED);
    Await.until("A hears of it", SOON, () -> status("store-a", other) == Status.COMPLETED);
    assertThat(rights(held.get(1).refund().receiptNumber())).isZero();
    assertThat(Answers.refusal(decide("store-b", other)).code())
        .isEqualTo(Refusal.Code.ALREADY_SETTLED);
    String first = held.get(0).refund().id();
    assertThat(status("store-b", first)).isEqualTo(Status.HELD);
    assertThat(Answers.refusal(decide("store-b", first)).code())
        .isEqualTo(Refusal.Code.ALREADY_RETURNED);
    assertThat(findings("store-a")).isEmpty();
  }

  @Test
  void anApprovalPaysNothingWhileNobodyWhoKnowsTheReceiptCanBeAsked() {
    List<String> receipts = soldByAlone("store-a", MOST + 1);
    nodes.start("store-b");
    receipts.subList(0, MOST).forEach(receipt -> takeBack("store-b", receipt));
    PostedReturn held = takeBack("store-b", receipts.get(MOST));

    StaffAnswer answer = decide("store-b", held.refund().id());

    assertThat(Answers.refusal(answer).code()).isEqualTo(Refusal.Code.HOME_STORE_UNREACHABLE);
    assertThat(status("store-b", held.refund().id())).isEqualTo(Status.HELD);
  }

  @Test
  void whatWasConfirmedLongAgoFillsNoBudgetAfterARestartWithTheSellingStoreAway() {
    List<String> receipts = soldByAlone("store-a", MOST + 1);
    nodes.start("store-b");
    receipts.subList(0, MOST).forEach(receipt -> takeBack("store-b", receipt));
    assertThat(atRisk("store-b")).isEqualTo(MOST * SampleVisits.PRICE);
    nodes.start("store-a");
    Await.until("A confirms", SOON, () -> atRisk("store-b") == 0);
    Position head =
        await(bus("store-b").ask(Channels.POSITIONS, LedgerQuery.POSITIONS)).of("store-b");
    Await.until("B notes that", SOON, () -> notedOfA("store-b").compareTo(head) >= 0);
    nodes.stop("store-a");
    nodes.stop("store-b");

    nodes.start("store-b");

    assertThat(atRisk("store-b")).isZero();
  }

  /** Sells shirts, each on a receipt of its own, while nobody listens. */
  private List<String> soldByAlone(String store, int count) {
    nodes.start(store);
    List<String> receipts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      PostedSale sale =
          (PostedSale)
              Answers.posted(
                  await(bus(store).ask(Channels.SUBMIT, SampleVisits.shirtSoldByCard("CU-" + i))));
      customers.put(sale.sale().receiptNumber(), "CU-" + i);
      receipts.add(sale.sale().receiptNumber());
    }
    nodes.stop(store);
    return receipts;
  }

  /** The purchaser brings it back, to a cashier of its own, so that no counter says anything. */
  private PostedReturn takeBack(String store, String receipt) {
    String who = customers.get(receipt);
    Submission back = SampleVisits.shirtBackToCard(receipt, who, "C-" + who);
    return (PostedReturn) Answers.posted(await(bus(store).ask(Channels.SUBMIT, back)));
  }

  private StaffAnswer decide(String store, String id) {
    return await(
        bus(store)
            .ask(Channels.STAFF, new StaffCommand.Decide(id, true, "seen at the desk", "rev-1")));
  }

  private Status status(String store, String id) {
    return await(bus(store).ask(Channels.FACTS, FactsQuery.one(id))).facts().stream()
        .flatMap(stored -> TransactionView.of(stored).stream())
        .map(TransactionView::status)
        .findFirst()
        .orElse(null);
  }

  private List<DoubleRefundFinding> findings(String store) {
    return await(FactPages.all(bus(store), Indexes.ALERTS, false)).stream()
        .map(stored -> stored.fact())
        .filter(DoubleRefundFinding.class::isInstance)
        .map(DoubleRefundFinding.class::cast)
        .toList();
  }

  private long atRisk(String store) {
    return await(bus(store).ask(Channels.STAND_IN, new StandInStatus.Query())).atRiskMinor();
  }

  private Position notedOfA(String store) {
    return await(bus(store).ask(Channels.ACKNOWLEDGED, LedgerQuery.ACKNOWLEDGED))
        .byMember()
        .getOrDefault("store-a", Map.of())
        .getOrDefault(store, Position.START);
  }

  private int rights(String receipt) {
    return await(bus("store-a").ask(Channels.RIGHTS, new RightsQuery(receipt))).byLine().get(0);
  }

  private Bus bus(String store) {
    return nodes.node(store).bus();
  }
}
