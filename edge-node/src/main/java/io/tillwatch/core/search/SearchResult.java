package io.tillwatch.core.search;

import java.time.Instant;
import java.util.List;

/**
 * Whom and what a text may name.
 *
 * @param subjects exactly so named first, then those that begin so
 * @param complete false while the past is still read after a start
 */
public record SearchResult(Instant asOf, boolean complete, List<Hit> subjects) {
  /** Asks for them. */
  public record Query(String text) {}

  /** One of them, and how many transactions it has. */
  public record Hit(Subject subject, int transactions) {}

  public SearchResult {
    subjects = List.copyOf(subjects);
  }
}
