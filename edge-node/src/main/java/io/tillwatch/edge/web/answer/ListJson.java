package io.tillwatch.edge.web.answer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param nextCursor asks for the page behind it; null where there is none
 */
public record ListJson<T>(List<T> items, @Nullable String nextCursor) {

  /**
   * A page with the number of all that match.
   *
   * @param total null while the history is read back after a start
   */
  public record Counted<T>(List<T> items, @Nullable String nextCursor, @Nullable Integer total) {}
}
