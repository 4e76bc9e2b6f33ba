package io.tillwatch.core.replication.protocol;

import io.tillwatch.core.oplog.StoreId;
import org.jspecify.annotations.Nullable;

/**
 * Asks a store for a slice of all its facts.
 *
 * @param from who asks
 * @param cursor see {@link io.tillwatch.core.ledger.snapshot.SnapshotQuery}
 * @param limit facts at most
 */
public record SnapshotPull(StoreId from, @Nullable String cursor, int limit) {
  /** Longer cursors are refused: no fact has such an id. */
  static final int MAX_CURSOR = 1000;

  public SnapshotPull {
    if (cursor != null && cursor.length() > MAX_CURSOR) {
      throw new IllegalArgumentException("a cursor is a fact's id, found " + cursor.length());
    }
  }
}
