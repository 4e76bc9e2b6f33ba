package io.tillwatch.core.retail;

import static io.tillwatch.core.fraud.scoring.Shop.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.fraud.scoring.Shop;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RefundAllocationTest {
  private static RefundAllocation of(Sale sale, LineItem... wanted) {
    return RefundAllocation.of(sale, RefundAllocation.unitsOf(sale), List.of(wanted));
  }

  private static LineItem serial(String serial) {
    return new LineItem("LAPTOP", 1, 50_000, serial, null);
  }

  @Test
  void paysNeverMoreThanWasPaid() {
    Sale sale = Shop.sale("r").of(line("SHIRT", 2, 3_000)).done();

    RefundAllocation allocation = of(sale, line("SHIRT", 2, 5_000));

    assertThat(allocation.refundMinor()).isEqualTo(6_000);
    assertThat(allocation.askedMinor()).isEqualTo(10_000);
  }

  @Test
  void paysAPartOfAPriceWhereThatIsAsked() {
    Sale sale = Shop.sale("r").done();

    assertThat(of(sale, line("SHIRT", 1, 1_200)).refundMinor()).isEqualTo(1_200);
  }

  @Test
  void takesTheCheapestLineThatCoversWhatIsAsked() {
    Sale sale = Shop.sale("r").of(line("SHIRT", 1, 5_000), line("SHIRT", 1, 2_000)).done();

    assertThat(of(sale, line("SHIRT", 1, 2_000)).takes())
        .containsExactly(new LineQuantity(1, 1, 2_000));
    assertThat(of(sale, line("SHIRT", 2, 5_000)).refundMinor()).isEqualTo(7_000);
  }

  @Test
  void countsUnitsThatAreNoLongerLeft() {
    Sale sale = Shop.sale("r").of(line("LAMP", 3, 2_000)).done();

    RefundAllocation allocation =
        RefundAllocation.of(sale, new int[] {1}, List.of(line("LAMP", 2, 2_000)));

    assertThat(allocation.shortUnits()).containsExactly(1);
    assertThat(allocation.takes()).containsExactly(new LineQuantity(0, 1, 2_000));
  }

  @Test
  void tellsAnotherSerialNumberFromAnArticleThatWasNotSold() {
    Sale sale = Shop.sale("r").of(serial("SN-1")).done();

    RefundAllocation allocation = of(sale, serial("SN-2"), line("LAMP", 1, 2_000));

    assertThat(allocation.otherSerial()).containsExactly(0);
    assertThat(allocation.unknown()).containsExactly(1);
    assertThat(allocation.takes()).isEmpty();
  }

  @Test
  void readsASerialNumberHoweverItIsTyped() {
    Sale sale = Shop.sale("r").of(serial("SN-1A")).done();

    assertThat(of(sale, serial("sn 1a")).takes()).hasSize(1);
    assertThat(of(sale, serial("ＳＮ１Ａ")).takes()).hasSize(1);
  }

  @Test
  void staysWithinUnitsAndMoneyWhateverIsAsked() {
    Random random = new Random(42);
    for (int i = 0; i < 2_000; i++) {
      Sale sale = Shop.sale("r").of(anyLines(random)).done();
      RefundAllocation allocation = of(sale, anyLines(random));
      for (LineQuantity take : allocation.takes()) {
        LineItem sold = sale.lines().get(take.line());
        assertThat(take.units()).isBetween(1, sold.quantity());
        assertThat(take.refundMinor()).isLessThanOrEqualTo(take.units() * sold.unitPriceMinor());
      }
    }
  }

  private static LineItem[] anyLines(Random random) {
    String[] skus = {"SHIRT", "LAMP"};
    List<LineItem> lines = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      lines.add(line(skus[random.nextInt(2)], 1 + random.nextInt(4), random.nextInt(5) * 1_000L));
    }
    return lines.toArray(LineItem[]::new);
  }
}
