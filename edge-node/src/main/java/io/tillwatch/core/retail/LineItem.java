package io.tillwatch.core.retail;

import org.jspecify.annotations.Nullable;

/**
 * One line of a basket.
 *
 * @param sku what was sold or comes back
 * @param quantity whole units, 1 or more
 * @param unitPriceMinor price of one unit in minor units of the transaction's currency, 0 or more
 * @param serial serial number of the one unit, or null where none was read
 * @param condition state of returned goods; null on a sale
 */
public record LineItem(
    String sku,
    int quantity,
    long unitPriceMinor,
    @Nullable String serial,
    @Nullable Condition condition) {

  /** State of returned goods, as the cashier judged it. */
  public enum Condition {
    NEW,
    OPENED,
    DAMAGED
  }

  /** Most units one line may hold; with {@link #MAX_UNIT_PRICE_MINOR} no total can overflow. */
  public static final int MAX_QUANTITY = 10_000;

  /** Highest price of one unit: ten million major units. */
  public static final long MAX_UNIT_PRICE_MINOR = 1_000_000_000L;

  public LineItem {
    if (sku == null || sku.isBlank()) {
      throw new IllegalArgumentException("sku is missing");
    }
    if (quantity < 1 || quantity > MAX_QUANTITY) {
      throw new IllegalArgumentException(
          "quantity must be 1.." + MAX_QUANTITY + ", found " + quantity);
    }
    if (unitPriceMinor < 0 || unitPriceMinor > MAX_UNIT_PRICE_MINOR) {
      throw new IllegalArgumentException(
          "unitPriceMinor must be 0.." + MAX_UNIT_PRICE_MINOR + ", found " + unitPriceMinor);
    }
  }

  /** Quantity times unit price, in minor units. */
  public long totalMinor() {
    return quantity * unitPriceMinor;
  }
}
