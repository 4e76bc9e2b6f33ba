/**
 * How stores keep each other's logs: {@link
 * io.tillwatch.edge.replication.model.protocol.Replicator} is the state machine of one store,
 * {@link io.tillwatch.edge.replication.model.protocol.PeerLink} its sending side towards one peer,
 * {@link io.tillwatch.edge.replication.model.protocol.OriginFeed} its receiving side for one
 * origin. Pure: clock, transport and ledger come in, so that a simulation can drive it.
 *
 * <p>Push for speed, pull for truth: an op is pushed to each peer as soon as it is on disk, as long
 * as the peer keeps up; whatever a push misses is read from the log, by the origin or by whoever
 * lacks it. Nothing is queued in memory for a peer that is away.
 */
package io.tillwatch.edge.replication.model.protocol;

