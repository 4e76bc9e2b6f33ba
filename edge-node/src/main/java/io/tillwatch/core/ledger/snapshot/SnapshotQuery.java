package io.tillwatch.core.ledger.snapshot;

import org.jspecify.annotations.Nullable;

/**
 * Asks for a slice of all facts, in order of time.
 *
 * @param cursor of the slice before; {@link #FIRST} for the first; null for what stands before the
 *     first: where the logs end
 * @param limit facts at most
 */
public record SnapshotQuery(@Nullable String cursor, int limit) {
  public static final String FIRST = "";
}
