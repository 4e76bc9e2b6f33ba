package io.tillwatch.core.analytics;

import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.fraud.Assessment;
import io.tillwatch.core.fraud.ReasonCode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Figures by hour and store, of the last {@link #KEPT} by this node's clock at most. */
public final class Trends {
  /** Hours further back than this are forgotten. */
  public static final Duration KEPT = Duration.ofDays(400);

  private static final String IN = "in ";

  /** Width of a bucket; days are UTC's. */
  public enum Width {
    HOUR(ChronoUnit.HOURS),
    DAY(ChronoUnit.DAYS);

    private final ChronoUnit unit;

    Width(ChronoUnit unit) {
      this.unit = unit;
    }

    /** Start of the bucket that holds this instant. */
    public Instant startOf(Instant at) {
      return at.truncatedTo(unit);
    }

    public Duration duration() {
      return unit.getDuration();
    }
  }

  /** What is said of a category of goods. */
  public record Movement(long sold, long returned, long flagged, long returnedMinor) {
    Movement plus(Movement other) {
      return new Movement(
          sold + other.sold,
          returned + other.returned,
          flagged + other.flagged,
          returnedMinor + other.returnedMinor);
    }
  }

  /**
   * Returns of what one store sold.
   *
   * @param returned how many were tried
   * @param askedMinor what they asked for, minor units
   * @param refundMinor what they were answered to be paid, a held one's amount included
   * @param flagged held or refused
   * @param blocked refused
   */
  public record Flow(long returned, long askedMinor, long refundMinor, long flagged, long blocked) {
    /** Both together. */
    public Flow plus(Flow other) {
      return new Flow(
          returned + other.returned,
          askedMinor + other.askedMinor,
          refundMinor + other.refundMinor,
          flagged + other.flagged,
          blocked + other.blocked);
    }
  }

  /**
   * What happened in one store within one bucket.
   *
   * @param reasons how often each reason code was given
   * @param categories units by category of goods
   * @param cameFrom returns by the store that had sold
   */
  public record Bucket(
      Instant start,
      String storeId,
      Figures figures,
      Map<String, Long> reasons,
      Map<String, Movement> categories,
      Map<String, Flow> cameFrom) {}

  /**
   * What happened in one store in one hour of its days.
   *
   * @param hour 0..23 by the store's own clock, UTC where its time zone is not known
   */
  public record HourOfDay(
      int hour,
      String storeId,
      Figures figures,
      Map<String, Long> reasons,
      Map<String, Movement> categories) {}

  /**
   * What happened in several stores together, or in all.
   *
   * @param reasons how often each reason code counted
   * @param shadow how often each rule on trial hit
   * @param categories units by category of goods
   */
  public record Sums(
      Figures figures,
      Map<String, Long> reasons,
      Map<String, Long> shadow,
      Map<String, Movement> categories) {
    public Sums {
      reasons = Map.copyOf(reasons);
      shadow = Map.copyOf(shadow);
      categories = Map.copyOf(categories);
    }
  }

  private final Map<String, String> categoryOf;
  private final Map<String, ZoneId> zones;
  private final TreeMap<Instant, Map<String, TrendCell>> hours = new TreeMap<>();

  Trends(Map<String, String> categoryOf, Map<String, ZoneId> zones) {
    this.categoryOf = Map.copyOf(categoryOf);
    this.zones = Map.copyOf(zones);
  }

  /**
   * Buckets from one instant up to another, in order of time and store; empty ones are left out.
   */
  public List<Bucket> between(Instant from, Instant to, Width width) {
    TreeMap<Instant, Map<String, TrendCell>> wide = new TreeMap<>();
    within(from, to)
        .forEach(
            (hour, stores) ->
                stores.forEach(
                    (store, cell) ->
                        wide.computeIfAbsent(width.startOf(hour), start -> new TreeMap<>())
                            .computeIfAbsent(store, name -> new TrendCell())
                            .merge(cell)));
    List<Bucket> buckets = new ArrayList<>();
    wide.forEach(
        (start, stores) ->
            stores.forEach((store, cell) -> buckets.add(bucket(start, store, cell))));
    return buckets;
  }

  /** The same by hour of the store's day, in order of store and hour; empty hours are left out. */
  public List<HourOfDay> hoursOfDay(Instant from, Instant to) {
    TreeMap<String, TreeMap<Integer, TrendCell>> byStore = new TreeMap<>();
    within(from, to)
        .forEach(
            (hour, stores) ->
                stores.forEach(
                    (store, cell) ->
                        byStore
                            .computeIfAbsent(store, name -> new TreeMap<>())
                            .computeIfAbsent(hourAt(store, hour), local -> new TrendCell())
                            .merge(cell)));
    List<HourOfDay> all = new ArrayList<>();
    byStore.forEach(
        (store, hoursOfStore) ->
            hoursOfStore.forEach(
                (hour, cell) ->
                    all.add(
                        new HourOfDay(
                            hour, store, cell.figures(), cell.reasons(), cell.categories()))));
    return all;
  }

  Map<String, Counters> byStore(Instant from, Instant to) {
    TreeMap<String, Counters> stores = new TreeMap<>();
    within(from, to)
        .values()
        .forEach(
            cells ->
                cells.forEach(
                    (store, cell) ->
                        stores
                            .computeIfAbsent(store, name -> new Counters())
                            .add(cell.tally(), 1)));
    return stores;
  }

  Map<Instant, Map<String, TrendCell>> within(Instant from, Instant to) {
    return hours.subMap(Width.HOUR.startOf(from), true, to, false);
  }

  int hourAt(String store, Instant at) {
    return at.atZone(zones.getOrDefault(store, ZoneOffset.UTC)).getHour();
  }

  void add(String storeId, Instant at, Counters tally, int sign) {
    cell(storeId, at).add(tally, sign);
  }

  /** Counts a transaction; its money only where it is the figures' own. */
  void count(Posted posted, boolean withMoney) {
    cell(posted.transaction().storeId(), posted.transaction().at())
        .count(posted, categoryOf, withMoney);
  }

  /**
   * The stores from which nobody can have come by then: the evidence names the use before, and its
   * store in words. Never two.
   */
  public static List<String> travelledFrom(Assessment assessment) {
    return assessment.reasons().stream()
        .filter(reason -> reason.code().equals(ReasonCode.IMPOSSIBLE_TRAVEL.name()))
        .flatMap(reason -> reason.evidence().stream())
        .filter(evidence -> evidence.type().equals("transaction"))
        .map(evidence -> String.valueOf(evidence.detail()))
        .filter(detail -> detail.startsWith(IN))
        .map(detail -> detail.substring(IN.length()))
        .limit(1)
        .toList();
  }

  /** The category of an article; those that the catalogue lacks have one together. */
  public static String category(Map<String, String> categoryOf, String sku) {
    return categoryOf.getOrDefault(sku, "OTHER");
  }

  private TrendCell cell(String storeId, Instant at) {
    Instant hour = Width.HOUR.startOf(at);
    Map<String, TrendCell> stores = hours.get(hour);
    if (stores == null) {
      stores = new TreeMap<>();
      hours.put(hour, stores);
    }
    return stores.computeIfAbsent(storeId, store -> new TrendCell());
  }

  /** Tells what time it is; no transaction's own time does. */
  void passes(Instant now) {
    hours.headMap(now.minus(KEPT)).clear();
  }

  private static Bucket bucket(Instant start, String store, TrendCell cell) {
    return new Bucket(
        start, store, cell.figures(), cell.reasons(), cell.categories(), cell.cameFrom());
  }
}
