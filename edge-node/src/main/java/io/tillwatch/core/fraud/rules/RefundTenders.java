package io.tillwatch.core.fraud.rules;

import io.tillwatch.core.fraud.history.PersonIndex;
import io.tillwatch.core.retail.Return;
import io.tillwatch.core.retail.Sale;
import io.tillwatch.core.retail.Tender;
import org.jspecify.annotations.Nullable;

/**
 * How the goods of a return were paid and how the money goes back.
 *
 * @param sale the purchase, or null where it is not known here
 */
public record RefundTenders(@Nullable Sale sale, Return refund) {

  /** What paid; null where that is not known. */
  public Tender.@Nullable Type saleTender() {
    return sale == null || sale.tender() == null ? null : sale.tender().type();
  }

  /** What the money goes to; null where the till did not say. */
  public Tender.@Nullable Type refundTender() {
    return refund.refundTender() == null ? null : refund.refundTender().type();
  }

  /** The card or gift card that is refunded; null for none. */
  public @Nullable String refundToken() {
    return PersonIndex.token(refund.refundTender());
  }

  /** The card or gift card that paid; null for none and where that is not known. */
  public @Nullable String saleToken() {
    return sale == null ? null : PersonIndex.token(sale.tender());
  }

  /** The card that paid was read at this till. */
  public boolean hasOriginalCard() {
    return Boolean.TRUE.equals(refund.originalCardPresent()) && saleTender() == Tender.Type.CARD;
  }

  /** Money goes back to where it came from. */
  public boolean refundsToOrigin() {
    return saleTender() != null
        && saleTender() == refundTender()
        && (saleToken() == null || saleToken().equals(refundToken()));
  }

  /** What was paid by card goes elsewhere: cash, a gift card, another card. */
  public boolean movesOffCard() {
    Tender.Type to = refundTender();
    boolean isOtherCard =
        to == Tender.Type.CARD && saleToken() != null && !saleToken().equals(refundToken());
    return saleTender() == Tender.Type.CARD
        && (to == Tender.Type.CASH || to == Tender.Type.GIFT_CARD || isOtherCard);
  }
}
