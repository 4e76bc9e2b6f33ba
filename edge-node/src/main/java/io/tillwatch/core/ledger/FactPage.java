package io.tillwatch.core.ledger;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Facts in the order asked for.
 *
 * @param nextCursor opaque; null at the end
 * @param arrivals by fact id, when those came here that came far from when they happened, in
 *     milliseconds since 1970; only where the past is read
 */
public record FactPage(
    List<StoredFact> facts, @Nullable String nextCursor, Map<String, Long> arrivals) {
  public FactPage {
    facts = List.copyOf(facts);
    arrivals = Map.copyOf(arrivals);
  }

  public FactPage(List<StoredFact> facts, @Nullable String nextCursor) {
    this(facts, nextCursor, Map.of());
  }

  /** The answer of an actor that has learnt a page of the past. */
  public record Learnt() {}
}
