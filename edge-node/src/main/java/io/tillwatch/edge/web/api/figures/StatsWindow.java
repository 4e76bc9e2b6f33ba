package io.tillwatch.edge.web.api.figures;

import io.tillwatch.core.analytics.Trends;
import io.tillwatch.edge.web.http.Query;
import java.time.Duration;
import java.time.Instant;

/** The stretch of time that trends are asked for. */
record StatsWindow(Instant from, Instant to, Trends.Width width) {
  private static final int MAX_BUCKETS = 2_000;

  /** Reads it without buckets: the last 30 days, or as said. */
  static StatsWindow whole(Query query, Instant now) {
    Instant to = query.instant("to", now);
    Instant from = query.instant("from", to.minus(Duration.ofDays(30)));
    if (!from.isBefore(to)) {
      query.wrong("from", "must be before to");
    } else if (from.isBefore(now.minus(Trends.KEPT))) {
      query.wrong("from", "may be " + Trends.KEPT.toDays() + " days ago at most");
    }
    return new StatsWindow(from, to, Trends.Width.DAY);
  }

  /** Reads it from a query: the last day by the hour, the last 30 days by the day, or as said. */
  static StatsWindow read(Query query, Instant now) {
    Trends.Width said = query.choice("bucket", Trends.Width.class);
    Trends.Width width = said == null ? Trends.Width.HOUR : said;
    Instant to = query.instant("to", now);
    Duration back = width == Trends.Width.HOUR ? Duration.ofDays(1) : Duration.ofDays(30);
    Instant from = query.instant("from", to.minus(back));
    long buckets = Duration.between(from, to).dividedBy(width.duration());
    if (!from.isBefore(to)) {
      query.wrong("from", "must be before to");
    } else if (buckets > MAX_BUCKETS) {
      query.wrong("from", "and to may span " + MAX_BUCKETS + " buckets at most");
    }
    return new StatsWindow(from, to, width);
  }
}
