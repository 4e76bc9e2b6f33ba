package io.tillwatch.core.replication;

import io.tillwatch.core.oplog.Position;
import java.time.Instant;

/**
 * A store is to leave the group. From here on nobody takes new ops from it; it is gone once every
 * remaining store has this fact ({@link Decommissioned}).
 *
 * @param storeId where it was asked for
 * @param removed the store that is to leave
 * @param heir the store that is to own the refund rights of its receipts
 * @param known how far the asking store knew its log
 * @param by id of the API key, never the key
 */
public record Decommission(
    String id, Instant at, String storeId, String removed, String heir, Position known, String by) {

  /** Two stores may ask at the same time: each has its own, and one of them wins. */
  public static String idFor(String removed, String storeId) {
    return "decommission_" + removed + "_by_" + storeId;
  }
}
