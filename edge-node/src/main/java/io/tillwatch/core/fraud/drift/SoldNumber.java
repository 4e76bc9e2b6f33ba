package io.tillwatch.core.fraud.drift;

import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.Sale;
import java.util.function.ToDoubleFunction;

/** A number of a sale that its return will be like, weeks later. */
public enum SoldNumber {
  SOLD_DEAREST_UNIT(
      true, s -> s.lines().stream().mapToLong(LineItem::unitPriceMinor).max().orElse(0)),
  SOLD_AMOUNT(true, Sale::totalMinor),
  SOLD_UNITS(false, s -> s.lines().stream().mapToInt(LineItem::quantity).sum()),
  SOLD_LINES(false, s -> s.lines().size()),
  SOLD_BY_CARD(false, s -> s.tender() != null && s.tender().token() != null ? 1 : 0),
  SOLD_TO_ACCOUNT(false, s -> s.customerId() == null ? 0 : 1),
  SOLD_WITH_PHOTO(false, s -> s.photo() == null ? 0 : 1);

  private final boolean isMoney;
  private final ToDoubleFunction<Sale> number;

  SoldNumber(boolean isMoney, ToDoubleFunction<Sale> number) {
    this.isMoney = isMoney;
    this.number = number;
  }

  /**
   * The numbers of a sale, in order; amounts are in minor units.
   *
   * @param ours whether it was paid in the shop's own currency; in another, amounts are NaN
   */
  public static float[] of(Sale sale, boolean ours) {
    SoldNumber[] all = values();
    float[] numbers = new float[all.length];
    for (int i = 0; i < numbers.length; i++) {
      boolean known = ours || !all[i].isMoney;
      numbers[i] = known ? (float) all[i].number.applyAsDouble(sale) : Float.NaN;
    }
    return numbers;
  }
}
