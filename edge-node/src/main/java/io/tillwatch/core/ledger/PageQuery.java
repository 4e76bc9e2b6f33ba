package io.tillwatch.core.ledger;

import org.jspecify.annotations.Nullable;

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
    String index, @Nullable String cursor, int limit, boolean oldestFirst, boolean withAbout) {

  /** A page of as many facts as there may be, from the oldest on. */
  public static PageQuery oldest(String index, @Nullable String cursor, boolean withAbout) {
    return new PageQuery(index, cursor, 1000, true, withAbout);
  }

  /** The same for the page after that one. */
  public PageQuery after(String pageCursor) {
    return new PageQuery(index, pageCursor, limit, oldestFirst, withAbout);
  }
}
