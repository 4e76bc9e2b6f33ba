package io.tillwatch.core.analytics;

import io.tillwatch.core.fraud.Decision;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attempt that was paid nothing and counts as value protected.
 *
 * @param askedMinor what it asked for, at most what was paid where that is known; minor units
 * @param decision as first answered: BLOCK, or REVIEW where a reviewer declined it
 * @param reasons codes, strongest first
 */
public record ProtectedAttempt(
    String transactionId,
    String storeId,
    Instant at,
    long askedMinor,
    Decision decision,
    List<String> reasons) {
  static final Comparator<ProtectedAttempt> NEWEST_FIRST =
      Comparator.comparing(ProtectedAttempt::at)
          .thenComparing(ProtectedAttempt::transactionId)
          .reversed();

  public ProtectedAttempt {
    reasons = List.copyOf(reasons);
  }

  /**
   * Which of them.
   *
   * @param storeId only those of this store, or null for all
   * @param from only those from then on, or null for all
   * @param to only those before then, or null for all
   */
  public record Choice(@Nullable String storeId, @Nullable Instant from, @Nullable Instant to) {
    boolean matches(ProtectedAttempt attempt) {
      return (storeId == null || storeId.equals(attempt.storeId))
          && (from == null || !attempt.at.isBefore(from))
          && (to == null || attempt.at.isBefore(to));
    }
  }

  /**
   * Asks for a page of them.
   *
   * @param after id of the last one of the page before, or null for the first page
   * @param limit 1 or more
   */
  public record Query(Choice choice, @Nullable String after, int limit) {}

  /**
   * A page.
   *
   * @param sumMinor of all of them, not of this page alone
   * @param count of all of them
   * @param known false where {@code after} is none of them any more
   */
  public record Page(
      Instant asOf,
      boolean complete,
      long sumMinor,
      int count,
      boolean known,
      boolean more,
      List<ProtectedAttempt> attempts) {
    public Page {
      attempts = List.copyOf(attempts);
    }

    /** Cuts a page out of all. */
    public static Page of(List<ProtectedAttempt> all, Query query, Instant asOf, boolean complete) {
      int from = 0;
      while (query.after() != null
          && from < all.size()
          && !all.get(from).transactionId().equals(query.after())) {
        from++;
      }
      boolean known = query.after() == null || from < all.size();
      int start = query.after() == null ? 0 : Math.min(from + 1, all.size());
      int end = Math.min(start + query.limit(), all.size());
      return new Page(
          asOf,
          complete,
          all.stream().mapToLong(ProtectedAttempt::askedMinor).sum(),
          all.size(),
          known,
          end < all.size(),
          all.subList(start, end));
    }
  }
}
