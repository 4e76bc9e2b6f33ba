package io.tillwatch.core.search;

import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.fraud.Decision;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A cell of the patterns as a filter of transactions: what it counts is what this lets through.
 * What is null excludes nothing.
 *
 * @param hourOfDay 0..23, by the store's own clock
 * @param category of an article in it
 * @param soldAt store that sold what comes back
 * @param travelledFrom store where the same person was too short a time before
 * @param shadow code of a reason on trial
 */
public record Cut(
    @Nullable Integer hourOfDay,
    @Nullable String category,
    @Nullable String soldAt,
    @Nullable String travelledFrom,
    @Nullable String shadow,
    @Nullable Only only) {
  /** Everything. */
  public static final Cut ANY = new Cut(null, null, null, null, null, null);

  /** Which of the transactions of a cell. */
  public enum Only {
    RETURNS,
    FLAGGED_RETURNS,
    FLAGGED;

    boolean lets(boolean sale, boolean flagged) {
      return (flagged || this == RETURNS) && (this == FLAGGED || !sale);
    }
  }

  /** Whether that transaction is in the cell. */
  public boolean matches(Posted posted, Shelves shelves) {
    boolean flagged = posted.assessment().decision() != Decision.APPROVE;
    return isThen(posted.transaction().storeId(), posted.transaction().at(), shelves)
        && (category == null
            || posted.transaction().lines().stream()
                .anyMatch(line -> category.equals(shelves.category(line.sku()))))
        && Traits.of(posted).match(null, this)
        && (only == null || only.lets(!(posted instanceof PostedReturn), flagged));
  }

  boolean isThen(@Nullable String storeId, Instant at, Shelves shelves) {
    return hourOfDay == null
        || storeId == null
        || hourOfDay == at.atZone(shelves.zone(storeId)).getHour();
  }

  /** Whether it asks for what the scoring said. */
  boolean asksForTraits() {
    return soldAt != null || travelledFrom != null || shadow != null;
  }
}
