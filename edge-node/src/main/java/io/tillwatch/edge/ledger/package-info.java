/**
 * The ledger: the only way to this store's Redis. {@link io.tillwatch.edge.ledger.LedgerVerticle}
 * answers the {@code ledger.*} channels; {@link io.tillwatch.edge.ledger.GroupCommit} turns drafts
 * into ops and commits many at a time by one Lua script; {@link
 * io.tillwatch.edge.ledger.LogApplier} does the same for other stores' ops; {@link
 * io.tillwatch.edge.ledger.FactReader} reads facts back. Facts are announced on {@code
 * ledger.committed} after they are on disk, never before.
 */
@NullMarked
package io.tillwatch.edge.ledger;

import org.jspecify.annotations.NullMarked;
