package io.tillwatch.core.alerts;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a page of the alerts that a filter lets through.
 *
 * @param after the last one of the page before, or null for the first page
 * @param limit at most, 1..200
 */
public record AlertQuery(AlertFilter filter, Order order, @Nullable Place after, int limit) {

  /** What comes first. */
  public enum Order {
    NEWEST(Comparator.comparing(Place::at).reversed()),
    OLDEST(Comparator.comparing(Place::at)),
    /** The highest score, of the same the oldest. */
    RISK(Comparator.comparingLong(Place::weight).reversed().thenComparing(Place::at)),
    /** The most money, of the same the oldest. */
    AMOUNT(Comparator.comparingLong(Place::weight).reversed().thenComparing(Place::at));

    private final Comparator<Place> comparator;

    Order(Comparator<Place> comparator) {
      this.comparator = comparator.thenComparing(Place::factId);
    }

    Comparator<Place> comparator() {
      return comparator;
    }

    Place placeOf(AlertEntry entry) {
      long weight =
          switch (this) {
            case NEWEST, OLDEST -> 0;
            case RISK -> entry.score();
            case AMOUNT -> entry.amountMinor();
          };
      return new Place(weight, entry.at(), entry.factId());
    }
  }

  /**
   * Where an alert stands in an order; it keeps that place whatever happens to it.
   *
   * @param weight by which it is ordered before its age; 0 where age alone counts
   */
  public record Place(long weight, Instant at, String factId) {}

  /**
   * The answer.
   *
   * @param places of the alerts of this page, in order
   * @param more whether there are further ones behind them
   * @param total how many the filter lets through
   * @param complete whether everything that the ledger holds was counted; false while it is read at
   *     a start
   */
  public record Page(List<Place> places, boolean more, int total, boolean complete) {
    public Page {
      places = List.copyOf(places);
    }
  }
}
