package io.tillwatch.tools.demo.model;

import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.LineItem.Condition;

/** The articles of the shipped catalogue, at its prices. */
public enum Goods {
  SHIRT("SHIRT_001", 2_999),
  POLO("SHIRT_002", 8_999),
  JACKET("JACKET_001", 29_999),
  WATCH("WATCH_001", 129_999),
  PHONE("PHONE_001", 89_999),
  LAPTOP("LAPTOP_001", 249_999);

  private final String sku;
  private final long priceMinor;

  Goods(String sku, long priceMinor) {
    this.sku = sku;
    this.priceMinor = priceMinor;
  }

  public LineItem one() {
    return some(1);
  }

  public LineItem some(int quantity) {
    return new LineItem(sku, quantity, priceMinor, null, Condition.NEW);
  }

  /** One unit with its serial number. */
  public LineItem serial(String serial) {
    return new LineItem(sku, 1, priceMinor, serial, Condition.NEW);
  }

  /** One unit at another price than the catalogue's. */
  public LineItem at(long unitPriceMinor) {
    return new LineItem(sku, 1, unitPriceMinor, null, Condition.NEW);
  }
}
