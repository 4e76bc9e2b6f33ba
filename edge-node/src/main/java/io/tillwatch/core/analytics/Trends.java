package io.tillwatch.core.analytics;

import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.fraud.Reason;
import io.tillwatch.core.retail.LineItem;
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

  private static final class Cell {
    private final Tally tally = new Tally();
    private final Map<String, Long> reasons = new TreeMap<>();
    private final Map<String, Movement> categories = new TreeMap<>();
    private final Map<String, Flow> cameFrom = new TreeMap<>();

    void merge(Cell other) {
      tally.add(other.tally, 1);
      other.reasons.forEach((code, count) -> reasons.merge(code, count, Long::sum));
      other.categories.forEach((name, moved) -> categories.merge(name, moved, Movement::plus));
      other.cameFrom.forEach((store, moved) -> cameFrom.merge(store, moved, Flow::plus));
    }
  }

  private final Map<String, String> categoryOf;
  private final Map<String, ZoneId> zones;
  private final TreeMap<Instant, Map<String, Cell>> hours = new TreeMap<>();

  Trends(Map<String, String> categoryOf, Map<String, ZoneId> zones) {
    this.categoryOf = Map.copyOf(categoryOf);
    this.zones = Map.copyOf(zones);
  }

  /**
   * Buckets from one instant up to another, in order of time and store; empty ones are left out.
   */
  public List<Bucket> between(Instant from, Instant to, Width width) {
    TreeMap<Instant, Map<String, Cell>> wide = new TreeMap<>();
    within(from, to)
        .forEach(
            (hour, stores) ->
                stores.forEach(
                    (store, cell) ->
                        wide.computeIfAbsent(width.startOf(hour), start -> new TreeMap<>())
                            .computeIfAbsent(store, name -> new Cell())
                            .merge(cell)));
    List<Bucket> buckets = new ArrayList<>();
    wide.forEach(
        (start, stores) ->
            stores.forEach((store, cell) -> buckets.add(bucket(start, store, cell))));
    return buckets;
  }

  /** The same by hour of the store's day, in order of store and hour; empty hours are left out. */
  public List<HourOfDay> hoursOfDay(Instant from, Instant to) {
    TreeMap<String, TreeMap<Integer, Cell>> byStore = new TreeMap<>();
    within(from, to)
        .forEach(
            (hour, stores) ->
                stores.forEach(
                    (store, cell) ->
                        byStore
                            .computeIfAbsent(store, name -> new TreeMap<>())
                            .computeIfAbsent(hourAt(store, hour), local -> new Cell())
                            .merge(cell)));
    List<HourOfDay> all = new ArrayList<>();
    byStore.forEach(
        (store, hoursOfStore) ->
            hoursOfStore.forEach(
                (hour, cell) ->
                    all.add(
                        new HourOfDay(
                            hour,
                            store,
                            Figures.of(cell.tally),
                            Map.copyOf(cell.reasons),
                            Map.copyOf(cell.categories)))));
    return all;
  }

  private Map<Instant, Map<String, Cell>> within(Instant from, Instant to) {
    return hours.subMap(Width.HOUR.startOf(from), true, to, false);
  }

  private int hourAt(String store, Instant at) {
    return at.atZone(zones.getOrDefault(store, ZoneOffset.UTC)).getHour();
  }

  void add(String storeId, Instant at, Tally tally, int sign) {
    cell(storeId, at).tally.add(tally, sign);
  }

  /** Counts a transaction; its money only where it is the figures' own. */
  void count(Posted posted, boolean withMoney) {
    Cell cell = cell(posted.transaction().storeId(), posted.transaction().at());
    boolean flagged = posted.assessment().decision() != Decision.APPROVE;
    for (Reason reason : posted.assessment().reasons()) {
      cell.reasons.merge(reason.code(), 1L, Long::sum);
    }
    boolean refund = posted instanceof PostedReturn;
    for (LineItem line : posted.transaction().lines()) {
      String category = categoryOf.getOrDefault(line.sku(), "OTHER");
      cell.categories.merge(category, movement(line, refund, flagged, withMoney), Movement::plus);
    }
    if (posted instanceof PostedReturn back && back.home() != null) {
      boolean blocked = back.status() == Posted.Status.BLOCKED;
      long asked = withMoney ? back.refund().totalMinor() : 0;
      long paid = withMoney ? back.refundMinor() : 0;
      Flow whole = new Flow(1, asked, paid, flagged ? 1 : 0, blocked ? 1 : 0);
      cell.cameFrom.merge(back.home(), whole, Flow::plus);
    }
  }

  private static Movement movement(
      LineItem line, boolean refund, boolean flagged, boolean withMoney) {
    return refund
        ? new Movement(
            0, line.quantity(), flagged ? line.quantity() : 0, withMoney ? line.totalMinor() : 0)
        : new Movement(line.quantity(), 0, flagged ? line.quantity() : 0, 0);
  }

  private Cell cell(String storeId, Instant at) {
    Instant hour = Width.HOUR.startOf(at);
    Map<String, Cell> stores = hours.get(hour);
    if (stores == null) {
      stores = new TreeMap<>();
      hours.put(hour, stores);
    }
    return stores.computeIfAbsent(storeId, store -> new Cell());
  }

  /** Tells what time it is; no transaction's own time does. */
  void passes(Instant now) {
    hours.headMap(now.minus(KEPT)).clear();
  }

  private static Bucket bucket(Instant start, String store, Cell cell) {
    return new Bucket(
        start,
        store,
        Figures.of(cell.tally),
        Map.copyOf(cell.reasons),
        Map.copyOf(cell.categories),
        Map.copyOf(cell.cameFrom));
  }
}
