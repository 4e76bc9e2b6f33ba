package io.tillwatch.core.fraud.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.fraud.drift.DriftReport.Shift;
import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.Sale;
import io.tillwatch.core.retail.Tender;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The watch over sales, which are what returns will be like. */
class SalesWatchTest {
  private static final long DAY = 86_400_000L;
  private static final long FIRST = 20_000 * DAY;
  private static final int CARD_PERCENT = 70;

  private final SplittableRandom random = new SplittableRandom(4);
  private final SalesWatch watch = new SalesWatch();

  /** Prices spread over two decades, as a shop's do. */
  private Sale sale(long at, double dearer, int cardPercent) {
    long price = Math.round(500 * Math.exp(4.6 * random.nextDouble()) * dearer);
    boolean card = random.nextInt(100) < cardPercent;
    return Sale.builder()
        .id("s" + random.nextLong())
        .at(Instant.ofEpochMilli(at))
        .storeId("store-a")
        .receiptNumber("R-" + random.nextLong())
        .laneId("A-01")
        .currency("USD")
        .lines(List.of(new LineItem("HOME_001", 1 + random.nextInt(2), price, null, null)))
        .tender(new Tender(card ? Tender.Type.CARD : Tender.Type.CASH, card ? "tok-1" : null, null))
        .build();
  }

  private void days(int from, int to, int aDay, double dearer, int cardPercent) {
    for (int day = from; day < to; day++) {
      for (int i = 0; i < aDay; i++) {
        long at = FIRST + day * DAY + i * 1_000L;
        watch.sold(at, SoldNumber.of(sale(at, dearer, cardPercent), true));
      }
    }
  }

  private Shift after(int days, SoldNumber number) {
    return watch.report(FIRST + days * DAY - 1).get(number.ordinal());
  }

  private List<String> alarmsAfter(int days) {
    return watch.report(FIRST + days * DAY - 1).stream()
        .filter(shift -> shift.level() == DriftLevel.ALARM)
        .map(Shift::name)
        .toList();
  }

  @Test
  void isSteadyWhileTheShopSellsAsItDid() {
    for (int day = 0; day < 200; day++) {
      days(day, day + 1, 100, 1, CARD_PERCENT);
      assertThat(alarmsAfter(day + 1)).as("day " + day).isEmpty();
    }
    assertThat(after(200, SoldNumber.SOLD_DEAREST_UNIT).level()).isEqualTo(DriftLevel.STEADY);
  }

  @Test
  void alarmsWithinAWeekAfterPricesRise() {
    days(0, 100, 100, 1, CARD_PERCENT);
    days(100, 107, 100, 5 / 3.0, CARD_PERCENT);

    assertThat(alarmsAfter(107)).containsExactly("SOLD_DEAREST_UNIT", "SOLD_AMOUNT");
  }

  @Test
  void alarmsAboutCardsThatAreNoLongerTaken() {
    days(0, 100, 100, 1, CARD_PERCENT);
    days(100, 104, 100, 1, 10);

    assertThat(alarmsAfter(104)).containsExactly("SOLD_BY_CARD");
  }

  /** The new prices are soon what is usual here; the returns are watched against the card. */
  @Test
  void isCalmOnceTheNewPricesAreThreeMonthsOld() {
    days(0, 100, 100, 1, CARD_PERCENT);
    days(100, 200, 100, 5 / 3.0, CARD_PERCENT);

    assertThat(alarmsAfter(200)).isEmpty();
  }

  /** A shop with a sale in every fourth week is not told of each. */
  @Test
  void isCalmAboutAWeekSuchAsThereWereBefore() {
    for (int week = 0; week < 15; week++) {
      days(7 * week, 7 * week + 7, 100, week % 4 == 0 ? 0.5 : 1, CARD_PERCENT);
    }
    days(105, 112, 100, 1, CARD_PERCENT);
    days(112, 119, 100, 0.5, CARD_PERCENT);

    assertThat(alarmsAfter(119)).isEmpty();
    assertThat(after(119, SoldNumber.SOLD_DEAREST_UNIT).index()).isGreaterThan(0.1);
  }

  @Test
  void saysThatTooFewWereSoldRatherThanGuess() {
    days(0, 56, 100, 1, CARD_PERCENT);
    assertThat(after(56, SoldNumber.SOLD_AMOUNT).level()).isEqualTo(DriftLevel.TOO_FEW);
    days(56, 200, 20, 3, CARD_PERCENT);
    assertThat(after(200, SoldNumber.SOLD_AMOUNT).level()).isEqualTo(DriftLevel.TOO_FEW);
    assertThat(after(200, SoldNumber.SOLD_AMOUNT).index()).isNaN();
  }

  @Test
  void saysHowMuchThereWasToCompare() {
    days(0, 100, 100, 1, CARD_PERCENT);
    days(100, 107, 30, 2, CARD_PERCENT);

    SalesDrift drift = watch.drift(FIRST + 107 * DAY - 1);

    assertThat(drift.sales()).isEqualTo(210);
    assertThat(drift.weeks()).isEqualTo(13);
    assertThat(drift.level()).isEqualTo(DriftLevel.ALARM);
    assertThat(drift.alarms()).isEqualTo(2);
    SalesDrift nothing = new SalesWatch().drift(FIRST);
    assertThat(nothing.isKnown()).isFalse();
    assertThat(nothing.sales()).isZero();
    assertThat(nothing.shifts()).hasSize(SoldNumber.values().length);
  }

  @Test
  void saysTheSameWhateverTheOrder() {
    List<Sale> sales = new ArrayList<>();
    for (int i = 0; i < 9_000; i++) {
      sales.add(sale(FIRST + i * DAY / 90, i < 8_500 ? 1 : 2, CARD_PERCENT));
    }
    SalesWatch shuffled = new SalesWatch();
    sales.forEach(one -> watch.sold(one.at().toEpochMilli(), SoldNumber.of(one, true)));
    Collections.shuffle(sales, new Random(3));
    sales.forEach(one -> shuffled.sold(one.at().toEpochMilli(), SoldNumber.of(one, true)));

    long end = FIRST + 100 * DAY - 1;
    assertThat(shuffled.report(end)).isEqualTo(watch.report(end));
    assertThat(alarmsAfter(100)).isNotEmpty();
  }

  @Test
  void takesNumbersOfAnySize() {
    SoldNumber[] all = SoldNumber.values();
    for (float odd : new float[] {0, -5, Float.NaN, Float.MAX_VALUE, Float.POSITIVE_INFINITY}) {
      float[] numbers = new float[all.length];
      java.util.Arrays.fill(numbers, odd);
      for (int day = 0; day < 100; day++) {
        for (int i = 0; i < 50; i++) {
          watch.sold(FIRST + day * DAY, numbers);
        }
      }
    }

    assertThat(alarmsAfter(100)).isEmpty();
    assertThat(after(100, SoldNumber.SOLD_AMOUNT).level()).isEqualTo(DriftLevel.STEADY);
  }

  @Test
  void doesNotTakeAmountsOfAnotherCurrencyForItsOwn() {
    float[] numbers = SoldNumber.of(sale(FIRST, 1, 100), false);

    assertThat(numbers[SoldNumber.SOLD_AMOUNT.ordinal()]).isNaN();
    assertThat(numbers[SoldNumber.SOLD_DEAREST_UNIT.ordinal()]).isNaN();
    assertThat(numbers[SoldNumber.SOLD_BY_CARD.ordinal()]).isEqualTo(1);
  }
}
