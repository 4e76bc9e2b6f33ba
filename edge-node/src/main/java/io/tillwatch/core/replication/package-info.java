/**
 * How stores keep each other's logs: {@link io.tillwatch.core.replication.Replicator} is the state
 * machine of one store. Clock, transport and ledger come in, so that a simulation can drive it.
 *
 * <p>An op is pushed to each peer as soon as it is on disk, as long as the peer keeps up. What a
 * push misses is read from the log. Nothing is queued in memory for a peer that is away.
 */
@NullMarked
package io.tillwatch.core.replication;

import org.jspecify.annotations.NullMarked;
