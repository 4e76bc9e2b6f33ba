package io.tillwatch.core.replication.protocol;

import io.tillwatch.core.ledger.ApplyResult.Stop;
import io.tillwatch.core.oplog.Position;

/**
 * What became of a {@link Push}.
 *
 * @param position how far the sender's log is on the receiver's disk
 * @param appliedMicros when that was, by the receiver's clock, microseconds since 1970
 * @param stop why the rest was not applied
 */
public record PushAnswer(Position position, long appliedMicros, Stop stop) {}
