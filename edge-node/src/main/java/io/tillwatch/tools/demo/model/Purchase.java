package io.tillwatch.tools.demo.model;

import io.tillwatch.core.retail.LineItem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody buys.
 *
 * @param gift the receipt is a gift receipt
 */
public record Purchase(
    @Nullable String customer, List<LineItem> lines, Payment payment, Picture picture, boolean gift)
    implements Visit {
  public Purchase {
    lines = List.copyOf(lines);
  }

  /** The customer pays by card and the lane's camera takes their picture. */
  public static Purchase by(String person, LineItem... lines) {
    return new Purchase(
        person, List.of(lines), Payment.cardOf(person), Picture.camera(person), false);
  }

  /** Nobody in particular, who pays in cash and wants no picture taken. */
  public static Purchase anonymous(LineItem... lines) {
    return new Purchase(null, List.of(lines), Payment.CASH, Picture.NONE, false);
  }

  public Purchase with(Picture other) {
    return new Purchase(customer, lines, payment, other, gift);
  }

  public Purchase asGift() {
    return new Purchase(customer, lines, payment, picture, true);
  }
}
