package io.tillwatch.core.checkout;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A receipt as a till sees it.
 *
 * @param sale the sale, or null where this store does not know the number
 * @param refundableUnits units that may still come back, by index of the sale's line
 * @param voided the sale was cancelled
 * @param disputed its payment was charged back
 * @param asOf the moment up to which the home store has been heard
 * @param homeStoreReachable whether the refund right can be asked for right now
 */
public record ReceiptView(
    @Nullable PostedSale sale,
    List<Integer> refundableUnits,
    boolean voided,
    boolean disputed,
    Instant asOf,
    boolean homeStoreReachable) {
  public ReceiptView {
    refundableUnits = List.copyOf(refundableUnits);
  }
}
