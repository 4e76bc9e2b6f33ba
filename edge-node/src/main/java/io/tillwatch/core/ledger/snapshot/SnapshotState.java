package io.tillwatch.core.ledger.snapshot;

import io.tillwatch.core.ledger.Positions;
import io.tillwatch.core.oplog.StoreId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far this store has been filled from another one.
 *
 * @param from the giver; null where nothing is under way
 * @param heads where its logs ended when it began
 * @param total facts it had then
 * @param done facts that have come
 * @param cursor the next slice is asked with
 * @param ownLost this store's own facts are among those that are missing: until they are here it
 *     cannot say which of its refund rights are left
 */
public record SnapshotState(
    @Nullable StoreId from,
    Positions heads,
    long total,
    long done,
    String cursor,
    boolean ownLost) {
  public static final SnapshotState NONE =
      new SnapshotState(null, new Positions(Map.of(), Map.of()), 0, 0, "", false);

  public boolean isUnderWay() {
    return from != null;
  }
}
