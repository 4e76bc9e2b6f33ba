package io.tillwatch.core.ledger.snapshot;

import io.tillwatch.core.ledger.Positions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A slice of all facts of a store.
 *
 * @param heads where the store's logs end; only in the answer without facts, which comes first, so
 *     that every fact up to there is in one of the slices
 * @param total facts that the store had then
 * @param facts texts of ops, as their origins signed them
 * @param cursor the next slice is asked with
 * @param last whether this is the end
 */
public record SnapshotPage(
    @Nullable Positions heads,
    long total,
    List<String> facts,
    @Nullable String cursor,
    boolean last) {
  public SnapshotPage {
    facts = List.copyOf(facts);
  }
}
