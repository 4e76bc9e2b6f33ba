package io.tillwatch.core.replication;

import io.tillwatch.core.oplog.Position;

/**
 * An origin begins a new run of its log.
 *
 * @param epoch the new epoch
 * @param after the last op of the run before, as far as the origin knows
 * @param redisRunId the Redis that holds it
 */
public record EpochOpened(String storeId, long epoch, Position after, String redisRunId) {}
