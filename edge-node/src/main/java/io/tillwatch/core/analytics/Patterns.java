package io.tillwatch.core.analytics;

import io.tillwatch.core.analytics.Trends.Flow;
import io.tillwatch.core.analytics.Trends.Sums;
import io.tillwatch.core.analytics.Trends.Width;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One stretch of time as an analyst looks at it. Every part sums to {@code all}: buckets, hours and
 * flows are cuts of the same transactions.
 *
 * @param from start of the first hour that is counted
 * @param to end of the last hour that is counted
 * @param buckets in order of time; empty ones are left out
 * @param hours by each store's own clock, all chosen stores together; empty ones are left out
 * @param flows what each store took back of each store's sales
 * @param travels journeys that nobody can have made, by the stores at their ends
 */
public record Patterns(
    Instant from,
    Instant to,
    Sums all,
    List<Bucket> buckets,
    List<Hour> hours,
    List<FlowBetween> flows,
    List<Travel> travels) {
  public Patterns {
    buckets = List.copyOf(buckets);
    hours = List.copyOf(hours);
    flows = List.copyOf(flows);
    travels = List.copyOf(travels);
  }

  /** What happened from this instant on, for one bucket. */
  public record Bucket(Instant start, Sums sums) {}

  /**
   * What happened in one hour of the stores' days.
   *
   * @param hour 0..23
   */
  public record Hour(int hour, Sums sums) {}

  /** What one store took back of another one's sales. */
  public record FlowBetween(String soldAt, String returnedAt, Flow flow) {}

  /**
   * Journeys that nobody can have made.
   *
   * @param before store of the use before
   * @param at store of the return
   */
  public record Travel(String before, String at, long count) {}

  /**
   * Asks for them.
   *
   * @param storeId only what happened in this store; null for all
   */
  public record Query(Instant from, Instant to, Width width, @Nullable String storeId) {
    boolean isOf(String store) {
      return storeId == null || storeId.equals(store);
    }
  }

  /**
   * The answer.
   *
   * @param cashiers who took back what
   */
  public record Answer(
      Instant asOf, boolean complete, Patterns patterns, Cashiers.Table cashiers) {}

  /** Cuts them out of the trends. */
  public static Patterns of(Trends trends, Query query) {
    TrendCell all = new TrendCell();
    TreeMap<Instant, TrendCell> buckets = new TreeMap<>();
    TreeMap<Integer, TrendCell> hours = new TreeMap<>();
    TreeMap<String, TrendCell> stores = new TreeMap<>();
    trends
        .within(query.from(), query.to())
        .forEach(
            (hour, cells) ->
                cells.forEach(
                    (store, cell) -> {
                      if (query.isOf(store)) {
                        all.merge(cell);
                        into(buckets, query.width().startOf(hour), cell);
                        into(hours, trends.hourAt(store, hour), cell);
                        into(stores, store, cell);
                      }
                    }));
    return new Patterns(
        Width.HOUR.startOf(query.from()),
        endOf(query.to()),
        all.sums(),
        buckets.entrySet().stream()
            .map(each -> new Bucket(each.getKey(), each.getValue().sums()))
            .toList(),
        hours.entrySet().stream()
            .map(each -> new Hour(each.getKey(), each.getValue().sums()))
            .toList(),
        flows(stores),
        travels(stores));
  }

  /** Hours are counted whole: the last one's end. */
  public static Instant endOf(Instant to) {
    Instant start = Width.HOUR.startOf(to);
    return start.equals(to) ? to : start.plus(Duration.ofHours(1));
  }

  private static <K> void into(TreeMap<K, TrendCell> cells, K key, TrendCell cell) {
    cells.computeIfAbsent(key, name -> new TrendCell()).merge(cell);
  }

  private static List<FlowBetween> flows(TreeMap<String, TrendCell> stores) {
    List<FlowBetween> flows = new ArrayList<>();
    stores.forEach(
        (store, cell) ->
            new TreeMap<>(cell.cameFrom())
                .forEach((soldAt, flow) -> flows.add(new FlowBetween(soldAt, store, flow))));
    return flows;
  }

  private static List<Travel> travels(TreeMap<String, TrendCell> stores) {
    List<Travel> travels = new ArrayList<>();
    stores.forEach(
        (store, cell) ->
            new TreeMap<>(cell.travelledFrom())
                .forEach((before, count) -> travels.add(new Travel(before, store, count))));
    return travels;
  }
}
