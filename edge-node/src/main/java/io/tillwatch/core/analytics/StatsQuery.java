package io.tillwatch.core.analytics;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Questions to analytics. */
public sealed interface StatsQuery {

  /** The figures as they are now. */
  record Now() implements StatsQuery {}

  /** Figures per bucket, from one instant up to another. */
  record Over(Instant from, Instant to, Trends.Width width) implements StatsQuery {}

  /** Figures of a stretch of time, of whole hours, as they are now. */
  record Within(Instant from, Instant to) implements StatsQuery {}

  /**
   * Announces that all is counted that was committed before, also what had to be read first.
   *
   * @param at when
   */
  record Counted(Instant at) {}

  /**
   * The answer.
   *
   * @param complete whether everything the ledger holds is in it; false while it is read at start
   * @param buckets empty unless asked for
   * @param hoursOfDay empty unless asked for
   */
  record Stats(
      Instant asOf,
      boolean complete,
      Figures all,
      Map<String, Figures> byStore,
      List<Trends.Bucket> buckets,
      List<Trends.HourOfDay> hoursOfDay) {
    public Stats {
      hoursOfDay = List.copyOf(hoursOfDay);
      byStore = Map.copyOf(byStore);
      buckets = List.copyOf(buckets);
    }
  }
}
