/**
 * The replication actor: the adapter of {@link io.tillwatch.core.replication.Replicator}. It hands
 * it commits, messages and time, and carries its questions to the ledger and to the peers.
 */
@NullMarked
package io.tillwatch.edge.replication;

import org.jspecify.annotations.NullMarked;
