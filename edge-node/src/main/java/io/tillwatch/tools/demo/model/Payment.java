package io.tillwatch.tools.demo.model;

import io.tillwatch.core.retail.Tender;
import org.jspecify.annotations.Nullable;

/**
 * How a sale is paid, or a refund paid out.
 *
 * @param cardOf the person whose card it is; null without card
 */
public record Payment(Tender.Type type, @Nullable String cardOf) {
  public static final Payment CASH = new Payment(Tender.Type.CASH, null);
  public static final Payment STORE_CREDIT = new Payment(Tender.Type.STORE_CREDIT, null);

  public static Payment cardOf(String person) {
    return new Payment(Tender.Type.CARD, person);
  }
}
