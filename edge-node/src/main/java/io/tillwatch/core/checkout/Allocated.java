package io.tillwatch.core.checkout;

import io.tillwatch.core.retail.LineQuantity;
import java.time.Instant;
import java.util.List;

/**
 * The home store of a receipt counts a refund that was paid without a right, before it had heard of
 * it: by a store that did not know the sale. Its op takes the units, whatever is left of them.
 *
 * @param id made of the return's id, so that a refund is counted once
 * @param storeId the home store, or the store that inherited from it
 * @param receipt the receipt's number
 * @param returnId the return that was paid
 */
public record Allocated(
    String id,
    Instant at,
    String storeId,
    String receipt,
    String returnId,
    List<LineQuantity> lines) {
  public Allocated {
    lines = List.copyOf(lines);
  }

  public static String idFor(String returnId) {
    return "allocated_" + returnId;
  }
}
