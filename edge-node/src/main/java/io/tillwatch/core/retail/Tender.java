package io.tillwatch.core.retail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a sale was paid with, or what a refund goes to.
 *
 * @param type kind of payment
 * @param token stands for a card or gift card and is never a card number; null for cash
 * @param giftCardActivatedAt when the gift card was loaded, or null
 */
public record Tender(Type type, @Nullable String token, @Nullable Instant giftCardActivatedAt) {

  /** Kinds of payment. */
  public enum Type {
    CARD,
    CASH,
    GIFT_CARD,
    STORE_CREDIT
  }

  public Tender {
    if (type == null) {
      throw new IllegalArgumentException("tender type is missing");
    }
  }
}
