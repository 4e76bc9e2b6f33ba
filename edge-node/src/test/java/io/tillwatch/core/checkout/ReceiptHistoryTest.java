package io.tillwatch.core.checkout;

import static io.tillwatch.edge.support.StoredFacts.NOON;
import static io.tillwatch.edge.support.StoredFacts.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.fraud.Assessment;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.retail.HeldDecision;
import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.LineQuantity;
import io.tillwatch.core.retail.Return;
import io.tillwatch.core.retail.Sale;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReceiptHistoryTest {
  private static final long PRICE = 89_999;
  private static final String RECEIPT = "A-0000000001";

  private final List<StoredFact> facts = new ArrayList<>();

  @Test
  void countsARefundThatWasPaidWhereTheReceiptWasNotKnownAgainstItsSale() {
    sold(line("PHONE", 2, PRICE));
    unheard(1, line("PHONE", 1, PRICE));

    assertThat(history().refundableUnits()).containsExactly(1);
    assertThat(history().taken(history().returns().get(0)))
        .containsExactly(new LineQuantity(0, 1, PRICE));
    assertThat(history().doubleRefunds()).isEmpty();
  }

  @Test
  void findsTheRefundThatWasPaidTwiceThoughNeitherStoreKnewTheSale() {
    sold(line("PHONE", 1, PRICE));
    unheard(1, line("PHONE", 1, PRICE));
    unheard(2, line("PHONE", 1, PRICE));

    List<DoubleRefundFinding> found = history().doubleRefunds();

    assertThat(found)
        .extracting(DoubleRefundFinding::id)
        .containsExactly(DoubleRefundFinding.idFor(RECEIPT, 0, 1));
    assertThat(found.get(0).returns()).containsExactly("back-1", "back-2");
    assertThat(found.get(0).overUnits()).isEqualTo(1);
    assertThat(found.get(0).overMinor()).isEqualTo(PRICE);
    assertThat(history().refundableUnits()).containsExactly(0);
  }

  @Test
  void findsEachRefundThatWasTooMuchAndTheirSumIsWhatWasPaidTooMuch() {
    sold(line("PHONE", 2, PRICE));
    took(1, 0, 2);
    took(2, 0, 1);
    unheard(3, line("PHONE", 2, PRICE));
    took(4, 0, 1);

    List<DoubleRefundFinding> found = history().doubleRefunds();

    assertThat(found)
        .extracting(DoubleRefundFinding::id)
        .containsExactly(
            "double_refund_A-0000000001_0",
            "double_refund_A-0000000001_0_2",
            "double_refund_A-0000000001_0_3");
    assertThat(found).extracting(DoubleRefundFinding::overUnits).containsExactly(1, 2, 1);
    assertThat(found.stream().mapToLong(DoubleRefundFinding::overMinor).sum()).isEqualTo(4 * PRICE);
    assertThat(found.get(2).returns()).containsExactly("back-1", "back-2", "back-3", "back-4");
  }

  @Test
  void showsTheSameInWhateverOrderAStoreLearnsAndNeverLosesAFinding() {
    sold(line("PHONE", 1, PRICE), line("CASE", 2, 1_500));
    took(1, 0, 1);
    unheard(2, line("PHONE", 1, PRICE), line("CASE", 1, 1_500));
    took(3, 0, 1);
    unheard(4, line("CASE", 2, 1_500));
    unheard(5, line("LAMP", 1, 700));
    took(6, 0, 1);
    List<DoubleRefundFinding> all = history().doubleRefunds();
    assertThat(all.stream().mapToLong(DoubleRefundFinding::overMinor).sum())
        .isEqualTo(3 * PRICE + 1_500 + 700);

    for (int seed = 0; seed < 50; seed++) {
      List<StoredFact> order = new ArrayList<>(facts);
      Collections.shuffle(order, new Random(seed));
      List<String> before = List.of();
      for (int known = 1; known <= order.size(); known++) {
        List<DoubleRefundFinding> now = ReceiptHistory.of(order.subList(0, known)).doubleRefunds();
        assertThat(now).extracting(DoubleRefundFinding::id).containsAll(before);
        before = now.stream().map(DoubleRefundFinding::id).toList();
        now.forEach(written -> assertThat(all).contains(history().asKnownNow(written)));
      }
      assertThat(ReceiptHistory.of(order).doubleRefunds()).isEqualTo(all);
    }
  }

  @Test
  void countsTheMoneyThatWasPaidAndNotWhatTheSaleWasWorth() {
    sold(line("PHONE", 1, PRICE));
    unheard(1, line("PHONE", 1, 80_000));
    unheard(2, line("PHONE", 1, 95_000));

    DoubleRefundFinding found = history().doubleRefunds().get(0);

    assertThat(found.overUnits()).isEqualTo(1);
    assertThat(found.overMinor()).isEqualTo(80_000 + 95_000 - PRICE);
  }

  @Test
  void findsARefundAboveWhatWasPaidThoughNoUnitCameBackTwice() {
    sold(line("PHONE", 1, PRICE));
    unheard(1, line("PHONE", 1, PRICE + 10_000));

    DoubleRefundFinding found = history().doubleRefunds().get(0);

    assertThat(found.overUnits()).isZero();
    assertThat(found.overMinor()).isEqualTo(10_000);
  }

  @Test
  void findsMoneyThatWasPaidForWhatIsNotOnTheReceipt() {
    sold(line("PHONE", 1, PRICE));
    unheard(1, line("PHONE", 1, PRICE), line("LAMP", 2, 700));

    List<DoubleRefundFinding> found = history().doubleRefunds();

    assertThat(found).hasSize(1);
    assertThat(found.get(0).line()).isEqualTo(DoubleRefundFinding.WHOLE_RETURN);
    assertThat(found.get(0).id()).isEqualTo("double_refund_back-1");
    assertThat(found.get(0).overUnits()).isEqualTo(2);
    assertThat(found.get(0).overMinor()).isEqualTo(1_400);
  }

  @Test
  void neverComparesMoneyOfTwoCurrencies() {
    sold(line("PHONE", 1, PRICE));
    paid(1, "KWD", List.of(line("PHONE", 1, PRICE)), List.of(), PRICE, null);

    DoubleRefundFinding found = history().doubleRefunds().get(0);

    assertThat(found.line()).isEqualTo(DoubleRefundFinding.WHOLE_RETURN);
    assertThat(found.overMinor()).isEqualTo(PRICE);
    assertThat(history().refundableUnits()).containsExactly(0);
  }

  @Test
  void givesOfTwoLinesOfOneArticleTheOneThatIsLeft() {
    sold(line("PHONE", 1, PRICE), line("PHONE", 1, PRICE));
    took(1, 0, 1);
    unheard(2, line("PHONE", 1, PRICE));

    assertThat(history().refundableUnits()).containsExactly(0, 0);
    assertThat(history().doubleRefunds()).isEmpty();
  }

  @Test
  void aHeldReturnOfAnUnheardReceiptKeepsItsUnitsAndIsNoRefund() {
    sold(line("PHONE", 1, PRICE));
    took(1, 0, 1);
    facts.add(stored("held", held(2)));

    assertThat(history().refundableUnits()).containsExactly(0);
    assertThat(history().doubleRefunds()).isEmpty();
  }

  @Test
  void countsWhatAnApprovalSaysThatTheReturnTook() {
    sold(line("PHONE", 2, PRICE));
    HeldDecision approved =
        new HeldDecision(
            "d",
            NOON.plusSeconds(60),
            "store-b",
            "back-2",
            true,
            null,
            "rev",
            new HeldDecision.Cover(
                List.of(new LineQuantity(0, 1, PRICE - 100)),
                "grant_back-2",
                "store-a",
                PRICE - 100));
    facts.add(stored("back-2", held(2), approved));

    TransactionView view = history().returns().get(0);

    assertThat(view.home()).isEqualTo("store-a");
    assertThat(view.taken()).isEqualTo(approved.cover().taken());
    assertThat(view.refundMinor()).isEqualTo(PRICE - 100);
    assertThat(history().refundableUnits()).containsExactly(1);
  }

  private ReceiptHistory history() {
    return ReceiptHistory.of(facts);
  }

  private static LineItem line(String sku, int quantity, long price) {
    return new LineItem(sku, quantity, price, null, null);
  }

  private void sold(LineItem... lines) {
    Sale sale =
        Sale.builder()
            .id("sale")
            .at(NOON)
            .storeId("store-a")
            .receiptNumber(RECEIPT)
            .laneId("A-01")
            .currency("USD")
            .lines(List.of(lines))
            .build();
    facts.add(
        stored(
            "sale",
            new PostedSale(sale, judged(Decision.APPROVE), Posted.Status.COMPLETED, null, 1)));
  }

  /** Paid by a store that knew the sale. */
  private void took(int n, int line, int units) {
    List<LineQuantity> taken = List.of(new LineQuantity(line, units, units * PRICE));
    paid(n, "USD", List.of(line("PHONE", units, PRICE)), taken, units * PRICE, "store-a");
  }

  /** Paid by a store that had not heard of the sale. */
  private void unheard(int n, LineItem... lines) {
    long sum = List.of(lines).stream().mapToLong(LineItem::totalMinor).sum();
    paid(n, "USD", List.of(lines), List.of(), sum, null);
  }

  private void paid(
      int n,
      String currency,
      List<LineItem> lines,
      List<LineQuantity> taken,
      long minor,
      String home) {
    facts.add(
        stored(
            "back-" + n,
            new PostedReturn(
                back(n, currency, lines),
                judged(Decision.APPROVE),
                Posted.Status.COMPLETED,
                null,
                1,
                new PostedReturn.Payback(taken, minor, home, null, false, false))));
  }

  private static PostedReturn held(int n) {
    return new PostedReturn(
        back(n, "USD", List.of(line("PHONE", 1, PRICE))),
        judged(Decision.REVIEW),
        Posted.Status.HELD,
        null,
        1,
        new PostedReturn.Payback(List.of(), PRICE, null, null, false, false));
  }

  private static Return back(int n, String currency, List<LineItem> lines) {
    return Return.builder()
        .id("back-" + n)
        .at(NOON.plusSeconds(n))
        .storeId("store-" + n)
        .receiptNumber(RECEIPT)
        .laneId("B-01")
        .currency(currency)
        .lines(lines)
        .build();
  }

  private static Assessment judged(Decision decision) {
    return new Assessment(1, decision, "v1", List.of(), List.of(), null);
  }
}
