package io.tillwatch.core.replication;

import io.tillwatch.core.oplog.Position;

/**
 * A log of which nothing more is taken here because the mac of its next op does not hold.
 *
 * @param origin whose log
 * @param at the op that stops it
 * @param keyId the key that its mac names
 * @param keyMissing whether this store lacks that key
 * @param remedy what to do, in words
 */
public record RefusedLog(
    String origin, Position at, String keyId, boolean keyMissing, String remedy) {}
