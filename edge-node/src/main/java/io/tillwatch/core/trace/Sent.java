package io.tillwatch.core.trace;

import io.tillwatch.core.oplog.Position;

/**
 * Ops of this store's own log were sent to another store.
 *
 * @param to the other store's id
 * @param upTo the last of them
 * @param atMicros microseconds since 1970
 */
public record Sent(String to, Position upTo, long atMicros) {}
