package io.tillwatch.core.checkout;

import io.tillwatch.core.retail.LineQuantity;
import io.tillwatch.core.retail.ReceiptNumber;
import java.time.Instant;
import java.util.List;

/**
 * The home store of a receipt lets another store refund some of it. The one fact that speaks of a
 * grant first uses it up: the return, the decision that pays a held one, or the release that gives
 * it back.
 *
 * @param id of the grant; made of the return's id, so that asking twice grants once
 * @param storeId the home store
 * @param to the store that may refund
 * @param receipt the receipt's number
 * @param returnId the one return it is for
 */
public record RefundGrant(
    String id,
    Instant at,
    String storeId,
    String to,
    String receipt,
    String returnId,
    List<LineQuantity> lines) {
  public RefundGrant {
    lines = List.copyOf(lines);
  }

  /**
   * The id of a grant for a return.
   *
   * @param nth 1 for the first, more where those before it were given back
   */
  public static String idFor(String returnId, int nth) {
    return nth == 1 ? "grant_" + returnId : "grant_" + returnId + "." + nth;
  }

  /** Whether this answers that request. */
  public boolean covers(GrantRequest request) {
    return to.equals(request.to())
        && ReceiptNumber.same(receipt, request.receipt())
        && LineQuantity.units(lines).equals(LineQuantity.units(request.lines()));
  }
}
