package io.tillwatch.core.search;

import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.PostedReturn;
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
    SALES,
    RETURNS,
    RETURNS_WITHOUT_RECEIPT,
    FLAGGED_RETURNS,
    REFUSED_RETURNS,
    FLAGGED;

    /**
     * @param standing its bits, as {@link StatusBits} has them
     */
    boolean lets(int standing, boolean hasReceipt) {
      boolean sale = (standing & StatusBits.SALE) != 0;
      boolean flagged = (standing & StatusBits.STOPPED) != 0;
      return switch (this) {
        case SALES -> sale;
        case RETURNS -> !sale;
        case RETURNS_WITHOUT_RECEIPT -> !sale && !hasReceipt;
        case FLAGGED_RETURNS -> !sale && flagged;
        case REFUSED_RETURNS -> !sale && (standing & StatusBits.REFUSED) != 0;
        case FLAGGED -> flagged;
      };
    }
  }

  /** Whether that transaction is in the cell. */
  public boolean matches(Posted posted, Shelves shelves) {
    return isThen(posted.transaction().storeId(), posted.transaction().at(), shelves)
        && (category == null
            || posted.transaction().lines().stream()
                .anyMatch(line -> category.equals(shelves.category(line.sku()))))
        && Traits.of(posted).match(null, this)
        && (only == null || only.lets(StatusBits.answered(posted), hasReceipt(posted)));
  }

  private static boolean hasReceipt(Posted posted) {
    return !(posted instanceof PostedReturn back) || back.refund().receiptNumber() != null;
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
