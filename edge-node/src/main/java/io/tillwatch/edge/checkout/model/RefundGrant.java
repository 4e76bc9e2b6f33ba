package io.tillwatch.edge.checkout.model;

import java.time.Instant;
import java.util.List;

/**
 * The home store of a receipt lets another store refund some of it.
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
    List<LineTake> lines) {
  public RefundGrant {
    lines = List.copyOf(lines);
  }

  /** The id of the grant for a return. */
  public static String idFor(String returnId) {
    return "grant_" + returnId;
  }
}
