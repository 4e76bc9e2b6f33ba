package io.tillwatch.core.replication;

import io.tillwatch.core.oplog.Position;
import java.time.Instant;

/**
 * A store has left the group: every remaining store knows, and holds its log up to the cut-off.
 *
 * @param storeId that found it so
 * @param removed the store that left
 * @param heir the store that owns the refund rights of its receipts
 * @param cutOff the last op of its log that counts; what it logs later is kept apart
 * @param of the {@link Decommission} that this completes
 */
public record Decommissioned(
    String id,
    Instant at,
    String storeId,
    String removed,
    String heir,
    Position cutOff,
    String of) {

  /** A store leaves once. */
  public static String idFor(String removed) {
    return "decommissioned_" + removed;
  }
}
