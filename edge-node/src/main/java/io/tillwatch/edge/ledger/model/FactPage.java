package io.tillwatch.edge.ledger.model;

import java.util.List;

/**
 * Facts in the order asked for.
 *
 * @param nextCursor opaque; null at the end
 */
public record FactPage(List<StoredFact> facts, String nextCursor) {
  public FactPage {
    facts = List.copyOf(facts);
  }

  /** The answer of an actor that has learnt a page of the past. */
  public record Learnt() {}
}
