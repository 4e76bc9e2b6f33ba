package io.tillwatch.edge.web.answer.figures;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tillwatch.core.analytics.StatsQuery;
import io.tillwatch.core.analytics.Trends;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The history of the figures. */
public record TrendsJson(
    Instant from,
    Instant to,
    String bucket,
    Instant asOf,
    boolean complete,
    List<Bucket> items,
    List<Hour> hoursOfDay,
    List<FlowBetween> flows) {

  /** What happened in one store within one bucket. */
  public record Bucket(
      Instant start,
      String storeId,
      FiguresJson figures,
      Map<String, Long> reasons,
      Map<String, Trends.Movement> categories,
      Map<String, Trends.Flow> cameFrom) {

    private static Bucket of(Trends.Bucket bucket) {
      return new Bucket(
          bucket.start(),
          bucket.storeId(),
          FiguresJson.of(bucket.figures()),
          bucket.reasons(),
          bucket.categories(),
          bucket.cameFrom());
    }
  }

  /** What happened in one store in one hour of its days. */
  public record Hour(
      int hour,
      String storeId,
      FiguresJson figures,
      Map<String, Long> reasons,
      Map<String, Trends.Movement> categories) {

    private static Hour of(Trends.HourOfDay hour) {
      return new Hour(
          hour.hour(),
          hour.storeId(),
          FiguresJson.of(hour.figures()),
          hour.reasons(),
          hour.categories());
    }
  }

  /** What one store took back of another one's sales. */
  public record FlowBetween(@JsonUnwrapped Trends.Flow flow, String soldAt, String returnedAt) {}

  /** The figures from one instant up to another. */
  public static TrendsJson of(
      StatsQuery.Stats stats, Instant from, Instant to, Trends.Width width) {
    return new TrendsJson(
        from,
        to,
        width.name().toLowerCase(Locale.ROOT),
        stats.asOf(),
        stats.complete(),
        stats.buckets().stream().map(Bucket::of).toList(),
        stats.hoursOfDay().stream().map(Hour::of).toList(),
        flows(stats.buckets()));
  }

  /** Over the whole stretch: what each store took back of each other's sales. */
  private static List<FlowBetween> flows(List<Trends.Bucket> buckets) {
    Map<String, Map<String, Trends.Flow>> byStores = new TreeMap<>();
    for (Trends.Bucket bucket : buckets) {
      bucket
          .cameFrom()
          .forEach(
              (soldAt, flow) ->
                  byStores
                      .computeIfAbsent(soldAt, store -> new TreeMap<>())
                      .merge(bucket.storeId(), flow, Trends.Flow::plus));
    }
    List<FlowBetween> flows = new ArrayList<>();
    byStores.forEach(
        (soldAt, stores) ->
            stores.forEach(
                (returnedAt, flow) -> flows.add(new FlowBetween(flow, soldAt, returnedAt))));
    return flows;
  }
}
