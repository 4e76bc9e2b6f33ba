package io.tillwatch.core.replication.protocol;

import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.StoreId;

/**
 * Asks any store for a range of any origin's log.
 *
 * @param from who asks
 * @param origin whose log
 * @param after the last op the asker has
 * @param limit ops at most
 */
public record Pull(StoreId from, StoreId origin, Position after, int limit) {}
