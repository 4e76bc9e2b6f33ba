package io.tillwatch.core.ledger;

import java.util.List;

/**
 * Asks for facts by id.
 *
 * @param ids unknown ones are left out of the answer
 * @param withAbout also what was said of each
 */
public record FactsQuery(List<String> ids, boolean withAbout) {
  public static FactsQuery one(String id) {
    return new FactsQuery(List.of(id), true);
  }
}
