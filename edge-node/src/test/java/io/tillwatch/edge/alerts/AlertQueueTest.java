package io.tillwatch.edge.alerts;

import static io.tillwatch.edge.support.StoredFacts.NOON;
import static io.tillwatch.edge.support.StoredFacts.refund;
import static io.tillwatch.edge.support.StoredFacts.sale;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.alerts.AlertFilter;
import io.tillwatch.core.alerts.AlertFilter.Progress;
import io.tillwatch.core.alerts.AlertQuery;
import io.tillwatch.core.alerts.AlertQuery.Order;
import io.tillwatch.core.alerts.AlertQuery.Place;
import io.tillwatch.core.alerts.AlertQueue;
import io.tillwatch.core.alerts.AlertView;
import io.tillwatch.core.alerts.Claim;
import io.tillwatch.core.alerts.ClaimState;
import io.tillwatch.core.alerts.Parties;
import io.tillwatch.core.alerts.TransactionFilter;
import io.tillwatch.core.alerts.TransactionFilter.Amounts;
import io.tillwatch.core.alerts.TransactionFilter.Period;
import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.ledger.FactPage;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.oplog.Op;
import io.tillwatch.core.oplog.OpId;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.retail.CardFingerprints;
import io.tillwatch.core.retail.HeldDecision;
import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.Resolution;
import io.tillwatch.core.retail.Resolution.Outcome;
import io.tillwatch.core.retail.Tender;
import io.tillwatch.edge.support.TestSeal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AlertQueueTest {
  private static final Instant LATER = NOON.plus(Duration.ofMinutes(10));

  private static final CardFingerprints CARDS = CardFingerprints.by(new TestSeal("shared"));

  private final AlertQueue queue = new AlertQueue(CARDS);

  @Test
  void holdsWhatRaisedAnAlertAndNothingElse() {
    learn("s1", sale("s1", "store-a", 100));
    learn("r1", refund("r1", "store-a", Decision.APPROVE, 100, null));
    learn("r2", refund("r2", "store-a", Decision.REVIEW, 100, null));
    learn("r3", refund("r3", "store-b", Decision.BLOCK, 100, null));

    assertThat(ids(any(), Order.NEWEST)).containsExactly("r2", "r3");
    assertThat(ids(atStore("store-b"), Order.NEWEST)).containsExactly("r3");
    assertThat(ids(transactions(Posted.Status.HELD), Order.NEWEST)).containsExactly("r2");
    assertThat(ids(amounts(101L, null), Order.NEWEST)).isEmpty();
    assertThat(ids(amounts(100L, 100L), Order.NEWEST)).hasSize(2);
  }

  @Test
  void ordersByRiskAndByMoney() {
    learn("r1", refund("r1", "store-a", Decision.REVIEW, 900, null));
    learn("r2", refund("r2", "store-a", Decision.BLOCK, 100, null));
    learn("r3", refund("r3", "store-a", Decision.REVIEW, 500, null));

    assertThat(ids(any(), Order.RISK)).containsExactly("r2", "r1", "r3");
    assertThat(ids(any(), Order.AMOUNT)).containsExactly("r1", "r3", "r2");
  }

  @Test
  void findsAlertsOfOneCardByItsFingerprintAndOfOneArticle() {
    Tender card = new Tender(Tender.Type.CARD, "tok_9", null);
    learn("r1", paidTo(card, "LAPTOP_001", "r1"));
    learn("r2", paidTo(card, "SHIRT_001", "r2"));
    learn("r3", paidTo(new Tender(Tender.Type.CARD, "tok_8", null), "SHIRT_001", "r3"));
    learn("r4", refund("r4", "store-a", Decision.REVIEW, 100, null));

    assertThat(ids(ofCard(CARDS.of(card)), Order.NEWEST)).containsExactly("r1", "r2");
    assertThat(ids(ofArticle("SHIRT_001"), Order.NEWEST)).containsExactly("r2", "r3");
    assertThat(ids(ofCard("tok_9"), Order.NEWEST)).as("a token finds nothing").isEmpty();
  }

  @Test
  void givesEachAlertOnceAcrossPagesWhileOthersAreRaisedAndResolved() {
    for (int i = 10; i < 20; i++) {
      learn("r" + i, refund("r" + i, "store-a", Decision.REVIEW, 100, null));
    }
    AlertQuery.Page first = page(unresolved(), null, 4);

    learn("r05", refund("r05", "store-a", Decision.REVIEW, 100, null));
    learn("x", resolution("x", "r13", Outcome.FRAUD), "r13");
    AlertQuery.Page second = page(unresolved(), first.places().get(3), 4);

    assertThat(first.places())
        .extracting(Place::factId)
        .containsExactly("r10", "r11", "r12", "r13");
    assertThat(second.places())
        .extracting(Place::factId)
        .containsExactly("r14", "r15", "r16", "r17");
    assertThat(first.total()).isEqualTo(10);
    assertThat(second.total()).as("one more, one less").isEqualTo(10);
    assertThat(second.more()).isTrue();
  }

  @Test
  void standsAsTheAlertItselfInWhateverOrderFactsCome() {
    PostedReturn held = refund("r1", "store-b", Decision.REVIEW, 100, null);
    List<Record> said =
        List.of(
            new Claim("c1", NOON.plusSeconds(60), "store-a", "al_r1", true, "ann", null),
            new Claim("c2", NOON.plusSeconds(70), "store-b", "al_r1", true, "bob", null),
            new HeldDecision("d1", NOON.plusSeconds(80), "store-b", "r1", false, "no", "ann"),
            resolution("x1", "r1", Outcome.FRAUD));
    Random random = new Random(4);
    for (int round = 0; round < 200; round++) {
      List<Record> some = new ArrayList<>(said.subList(0, random.nextInt(said.size() + 1)));
      List<Record> all = new ArrayList<>(some);
      all.add(held);
      Collections.shuffle(all, random);
      AlertQueue other = new AlertQueue(CARDS);
      all.forEach(
          fact -> other.learn(op(idOf(fact), fact == held ? List.of() : List.of("r1")), fact));
      // a fact may come twice: with the past and by the feed
      other.learn(op("r1", List.of()), held);

      AlertView view = AlertView.of(stored(held, some), LATER).orElseThrow();

      assertThat(count(other, any())).isEqualTo(1);
      for (Progress progress :
          new Progress[] {Progress.OPEN, Progress.CLAIMED, Progress.RESOLVED}) {
        assertThat(count(other, progress(progress)))
            .as("%s of %s", progress, all)
            .isEqualTo(progress.name().equals(view.status().name()) ? 1 : 0);
      }
      assertThat(count(other, transactions(view.transaction().status()))).isEqualTo(1);
      assertThat(count(other, assignee("ann"))).isEqualTo("ann".equals(view.claimedBy()) ? 1 : 0);
    }
  }

  @Test
  void letsGoOfAClaimThatNobodyWorksOn() {
    learn("r1", refund("r1", "store-a", Decision.REVIEW, 100, null));
    learn("c1", new Claim("c1", NOON, "store-a", "al_r1", true, "ann", null), "r1");
    AlertQuery claimed = new AlertQuery(progress(Progress.CLAIMED), Order.NEWEST, null, 10);

    assertThat(queue.answer(claimed, LATER).total()).isEqualTo(1);
    assertThat(queue.answer(claimed, NOON.plus(ClaimState.CLAIM_IDLE)).total()).isZero();
  }

  @Test
  void leavesASnoozedAlertOutOfTheQueueUntilItsTime() {
    Instant until = NOON.plusSeconds(3_600);
    learn("r1", refund("r1", "store-a", Decision.REVIEW, 100, null));
    learn("r2", refund("r2", "store-a", Decision.REVIEW, 100, null));
    learn("c1", new Claim("c1", NOON, "store-a", "al_r1", false, "ann", until), "r1");
    AlertQuery todo = new AlertQuery(progress(Progress.TODO), Order.NEWEST, null, 10);

    assertThat(ids(progress(Progress.TODO), Order.NEWEST)).containsExactly("r2");
    assertThat(ids(progress(Progress.SNOOZED), Order.NEWEST)).containsExactly("r1");
    assertThat(ids(progress(Progress.UNRESOLVED), Order.NEWEST)).containsExactly("r1", "r2");
    assertThat(queue.answer(todo, until).total()).isEqualTo(2);
  }

  @Test
  void tellsOnceWhatClaimsAndSnoozesEndedByThemselves() {
    Instant end = NOON.plus(ClaimState.CLAIM_IDLE);
    Instant renewed = end.plusSeconds(60);
    for (String id : List.of("r1", "r2", "r3", "r4")) {
      learn(id, refund(id, "store-a", Decision.REVIEW, 100, null));
      learn("c" + id, new Claim("c" + id, NOON, "store-a", "al_" + id, true, "ann", null), id);
    }
    assertThat(queue.ended(LATER)).isEmpty();
    learn("x", resolution("x", "r2", Outcome.FRAUD), "r2");
    Instant later = renewed.minus(ClaimState.CLAIM_IDLE);
    learn("c5", new Claim("c5", later, "store-a", "al_r3", true, "ann", null), "r3");
    learn("c6", new Claim("c6", later, "store-a", "al_r4", false, "ann", end), "r4");

    assertThat(queue.ended(end.minusMillis(1))).isEmpty();
    assertThat(queue.ended(end)).containsExactlyInAnyOrder("r1", "r4");
    assertThat(queue.ended(end)).isEmpty();
    assertThat(queue.ended(renewed)).containsExactly("r3");
  }

  @Test
  void tellsNothingOfWhatEndedBeforeItWasAsked() {
    learn("r1", refund("r1", "store-a", Decision.REVIEW, 100, null));
    learn("c1", new Claim("c1", NOON, "store-a", "al_r1", true, "ann", null), "r1");

    assertThat(queue.ended(NOON.plus(Duration.ofDays(1)))).isEmpty();
  }

  @Test
  void saysSinceWhenItHasCountedEverything() {
    assertThat(page(any(), null, 1).complete()).isFalse();

    queue.learn(new FactPage(List.of(), "500"));
    assertThat(page(any(), null, 1).complete()).isFalse();

    queue.learn(new FactPage(List.of(), null));
    assertThat(page(any(), null, 1).complete()).isTrue();
  }

  private void learn(String id, Record fact, String... about) {
    queue.learn(op(id, List.of(about)), fact);
  }

  private List<String> ids(AlertFilter filter, Order order) {
    return queue.answer(new AlertQuery(filter, order, null, 200), LATER).places().stream()
        .map(Place::factId)
        .toList();
  }

  private AlertQuery.Page page(AlertFilter filter, Place after, int limit) {
    return queue.answer(new AlertQuery(filter, Order.OLDEST, after, limit), LATER);
  }

  private static int count(AlertQueue queue, AlertFilter filter) {
    return queue.answer(new AlertQuery(filter, Order.NEWEST, null, 1), LATER).total();
  }

  private static AlertFilter any() {
    return progress(null);
  }

  private static AlertFilter unresolved() {
    return progress(Progress.UNRESOLVED);
  }

  private static AlertFilter progress(Progress progress) {
    return new AlertFilter(TransactionFilter.ANY, progress, null, null);
  }

  private static AlertFilter atStore(String store) {
    return about(
        new TransactionFilter(null, store, Parties.ANY, null, null, null, Amounts.ANY, Period.ANY));
  }

  private static AlertFilter amounts(Long least, Long most) {
    Amounts amounts = new Amounts(least, most);
    return about(
        new TransactionFilter(null, null, Parties.ANY, null, null, null, amounts, Period.ANY));
  }

  private static AlertFilter ofCard(String card) {
    Parties parties = new Parties(null, null, card);
    return about(
        new TransactionFilter(null, null, parties, null, null, null, Amounts.ANY, Period.ANY));
  }

  private static AlertFilter ofArticle(String sku) {
    return about(
        new TransactionFilter(null, null, Parties.ANY, null, sku, null, Amounts.ANY, Period.ANY));
  }

  private static PostedReturn paidTo(Tender tender, String sku, String id) {
    return refund(id, List.of(new LineItem(sku, 1, 100, null, null)), tender);
  }

  private static AlertFilter about(TransactionFilter transactions) {
    return new AlertFilter(transactions, null, null, null);
  }

  private static AlertFilter assignee(String name) {
    return new AlertFilter(TransactionFilter.ANY, null, name, null);
  }

  private static AlertFilter transactions(Posted.Status status) {
    return new AlertFilter(TransactionFilter.ANY, null, null, status);
  }

  private static String idOf(Record fact) {
    if (fact instanceof Claim claim) {
      return claim.id();
    }
    if (fact instanceof HeldDecision decision) {
      return decision.id();
    }
    return fact instanceof Resolution found ? found.id() : "r1";
  }

  private static StoredFact stored(PostedReturn posted, List<Record> about) {
    return new StoredFact(
        op("r1", List.of()),
        posted,
        about.stream()
            .map(fact -> new StoredFact(op(idOf(fact), List.of("r1")), fact, List.of()))
            .toList());
  }

  private static Resolution resolution(String id, String of, Outcome outcome) {
    return new Resolution(id, NOON.plusSeconds(90), "store-a", of, outcome, null, "ann");
  }

  private static Op op(String id, List<String> dependsOn) {
    OpId opId = new OpId(new StoreId("store-a"), new Position(1, 1));
    return Op.builder()
        .id(opId)
        .predecessor(Position.START)
        .previousHash("")
        .kind("FACT")
        .factId(id)
        .dependsOn(dependsOn)
        .body("{}")
        .build();
  }
}
