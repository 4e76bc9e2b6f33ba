/**
 * Replication between stores. {@link io.tillwatch.edge.replication.ReplicationVerticle} is the mail
 * clerk of the state machine in {@code model.protocol}: it hands it commits, messages and time, and
 * carries its questions to the ledger and to the peers.
 */
package io.tillwatch.edge.replication;

