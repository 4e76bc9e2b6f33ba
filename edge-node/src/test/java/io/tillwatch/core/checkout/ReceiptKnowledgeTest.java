package io.tillwatch.core.checkout;

import static io.tillwatch.core.fraud.scoring.Shop.NOON;
import static io.tillwatch.core.fraud.scoring.Shop.refund;
import static io.tillwatch.core.fraud.scoring.Shop.sale;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.checkout.Posted.Status;
import io.tillwatch.core.fraud.Assessment;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.fraud.Evidence;
import io.tillwatch.core.fraud.Freshness;
import io.tillwatch.core.fraud.Reason;
import io.tillwatch.core.fraud.ReturnAssessment;
import io.tillwatch.core.fraud.history.FraudHistory;
import io.tillwatch.core.fraud.rules.Dossier;
import io.tillwatch.core.fraud.rules.ScoringContext;
import io.tillwatch.core.fraud.scoring.FraudScorer;
import io.tillwatch.core.fraud.scoring.Rules;
import io.tillwatch.core.fraud.scoring.Shop;
import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.LineQuantity;
import io.tillwatch.core.retail.Return;
import io.tillwatch.core.retail.Sale;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the ledger says of a receipt counts beside what scoring remembers. */
class ReceiptKnowledgeTest {
  private static final Instant FIVE_DAYS_LATER = NOON.plusSeconds(5 * 86_400);
  private static final Assessment FINE =
      new Assessment(0, Decision.APPROVE, "v", List.of(), List.of(), null);

  private final FraudHistory history = Shop.history(Shop.CONTEXT);

  private static TransactionView paid(Return refund, Status status) {
    return TransactionView.fresh(
        new PostedReturn(
            refund,
            FINE,
            status,
            null,
            0,
            new PostedReturn.Payback(
                List.of(new LineQuantity(0, 1, 5_000)), 5_000, "A", null, false, false)));
  }

  private static ReceiptHistory ledger(Sale sale, TransactionView... returns) {
    PostedSale posted = sale == null ? null : new PostedSale(sale, FINE, Status.COMPLETED, null, 0);
    return new ReceiptHistory(posted, List.of(returns), false, false);
  }

  private static ReceiptKnowledge known(ReceiptHistory history) {
    return new ReceiptKnowledge(history, Set.of(), Set.of());
  }

  private ReturnAssessment judge(Return refund, ReceiptKnowledge receipt, Freshness freshness) {
    return FraudScorer.judge(
        new Dossier(
            refund,
            history.seenBy(refund.storeId(), refund.at()),
            freshness,
            ScoringContext.NONE.withReceipt(receipt)),
        Rules.standard());
  }

  private ReturnAssessment judge(Return refund, ReceiptKnowledge receipt) {
    return judge(refund, receipt, Freshness.CURRENT);
  }

  @Test
  void aSaleThatMemoryDroppedIsReadFromTheLedger() {
    ReturnAssessment returnAssessment =
        judge(refund("e1", "r1").in("B").face(0.8).done(), known(ledger(sale("r1").done())));

    assertThat(returnAssessment.assessment().decision()).isEqualTo(Decision.APPROVE);
    assertThat(returnAssessment.home()).isEqualTo("A");
    assertThat(returnAssessment.taken()).containsExactly(new LineQuantity(0, 1, 5_000));
    assertThat(returnAssessment.refundMinor()).isEqualTo(5_000);
    assertThat(returnAssessment.paidIn()).isEqualTo("USD");
  }

  @Test
  void aRefundThatMemoryDroppedIsReadFromTheLedger() {
    Sale sale = sale("r1").done();
    history.learn(sale, Decision.APPROVE);
    Return earlier = refund("e0", "r1").in("B").face(0.8).done();

    Return again = refund("e1", "r1").face(0.8).done();

    assertThat(judge(again, known(ledger(sale, paid(earlier, Status.COMPLETED)))).assessment())
        .satisfies(
            twice -> {
              assertThat(twice.score()).isEqualTo(95);
              assertThat(twice.reasons().get(0).evidence())
                  .contains(new Evidence("transaction", "e0", "in B"));
            });
    assertThat(judge(again, known(ledger(sale, paid(earlier, Status.HELD)))).assessment().score())
        .as("a held return reserves")
        .isEqualTo(92);
  }

  @Test
  void memoryIsTheSourceWhereBothKnow() {
    Sale sale = sale("r1").done();
    Return declined = refund("e0", "r1").face(0.8).done();
    history.learn(sale, Decision.APPROVE);
    history.learn(declined, Decision.BLOCK);

    ReceiptKnowledge late = known(ledger(sale, paid(declined, Status.HELD)));

    assertThat(judge(refund("e1", "r1").face(0.8).done(), late).assessment().score()).isZero();
  }

  @Test
  void whatUndidASaleIsReadFromTheLedger() {
    PostedSale sale = new PostedSale(sale("r1").done(), FINE, Status.COMPLETED, null, 0);
    Return refund = refund("e1", "r1").face(0.8).done();

    ReceiptHistory voided = new ReceiptHistory(sale, List.of(), true, false);
    ReceiptHistory disputed = new ReceiptHistory(sale, List.of(), false, true);

    assertThat(judge(refund, known(voided)).assessment().reasons().get(0).code())
        .isEqualTo("VOIDED_SALE");
    assertThat(judge(refund, known(disputed)).assessment().reasons().get(0).code())
        .isEqualTo("DISPUTED_PAYMENT");
  }

  @Test
  void aSerialNumberOnTheLedgersReceiptWasSold() {
    LineItem laptop = new LineItem("LAPTOP", 1, 50_000, "SN-1", LineItem.Condition.NEW);
    Sale sale = sale("r1").of(laptop).done();
    Return refund = refund("e1", "r1").of(laptop).face(0.8).done();
    Return before = refund("e0", "r1").of(laptop).face(0.8).done();

    assertThat(judge(refund, known(ledger(sale))).assessment().decision())
        .isEqualTo(Decision.APPROVE);
    Assessment twice =
        judge(refund, known(ledger(sale, paid(before, Status.COMPLETED)))).assessment();
    assertThat(twice.reasons()).extracting(Reason::code).contains("SERIAL_UNSOLD");
  }

  @Test
  void absenceIsProofOnceEveryPossibleIssuerHasAnsweredWhateverClocksSay() {
    Freshness darkByItsClock = Freshness.of(Map.of("B", FIVE_DAYS_LATER.minusSeconds(3_600)));
    Return unknown = refund("e1", "nowhere").done();

    assertThat(judge(unknown, issuedBy(Set.of("B"), Set.of()), darkByItsClock).assessment().score())
        .isEqualTo(88);
    assertThat(judge(unknown, issuedBy(Set.of(), Set.of()), darkByItsClock).assessment().score())
        .as("anybody's number")
        .isEqualTo(88);
  }

  @Test
  void anIssuerThatDidNotAnswerMakesAbsenceDoubtfulHoweverFreshItsLogIs() {
    Return unknown = refund("e1", "nowhere").done();

    assertThat(judge(unknown, issuedBy(Set.of("B"), Set.of("B"))).assessment())
        .satisfies(
            doubtful -> {
              assertThat(doubtful.score()).isEqualTo(35);
              assertThat(doubtful.reasons().get(0).evidence())
                  .contains(new Evidence("peerPosition", "B", "was asked and did not answer"));
            });
  }

  private static ReceiptKnowledge issuedBy(Set<String> issuers, Set<String> unheard) {
    return new ReceiptKnowledge(ledger(null), issuers, unheard);
  }
}
