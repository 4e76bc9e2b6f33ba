package io.tillwatch.edge.ledger.model;

/**
 * Asks for a page of an index.
 *
 * @param index a name of {@link Indexes}
 * @param cursor {@code nextCursor} of the page before, or null for the first
 * @param limit facts at most, 1..1000
 * @param oldestFirst order
 * @param withAbout also what was said of each
 */
public record PageQuery(
    String index, String cursor, int limit, boolean oldestFirst, boolean withAbout) {

  public static PageQuery all(String index) {
    return new PageQuery(index, null, 1000, true, true);
  }
}
