package io.tillwatch.core.retail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The cash of an approved return was paid at a lane: once, for only the store that holds the return
 * commits this, and only under {@link #idFor one id}.
 *
 * @param storeId the store that committed it
 * @param of id of the return
 * @param paidAt the store whose lane paid
 * @param cashierId who paid, or null at a self-service lane
 * @param by who asked: id of the API key
 */
public record Payout(
    String id,
    Instant at,
    String storeId,
    String of,
    String paidAt,
    String laneId,
    @Nullable String cashierId,
    String by) {

  /** The one id that the payout of a return can have. */
  public static String idFor(String returnId) {
    return "payout_" + returnId;
  }
}
