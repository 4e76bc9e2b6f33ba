package io.tillwatch.edge.analytics.model;

import io.tillwatch.edge.checkout.model.LineItem;
import io.tillwatch.edge.checkout.model.Posted;
import io.tillwatch.edge.checkout.model.PostedReturn;
import io.tillwatch.edge.checkout.model.Transaction;
import io.tillwatch.edge.fraud.model.Decision;
import io.tillwatch.edge.fraud.model.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Figures by hour and store, of the last {@link #KEPT} at most. */
public final class Trends {
  /** Hours older than the newest by this are forgotten. */
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

  /** What is said of a category of goods, or of the way goods take from store to store. */
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
      Map<String, Movement> cameFrom) {}

  private static final class Cell {
    private final Tally tally = new Tally();
    private final Map<String, Long> reasons = new TreeMap<>();
    private final Map<String, Movement> categories = new TreeMap<>();
    private final Map<String, Movement> cameFrom = new TreeMap<>();

    void merge(Cell other) {
      tally.add(other.tally, 1);
      other.reasons.forEach((code, count) -> reasons.merge(code, count, Long::sum));
      other.categories.forEach((name, moved) -> categories.merge(name, moved, Movement::plus));
      other.cameFrom.forEach((store, moved) -> cameFrom.merge(store, moved, Movement::plus));
    }
  }

  private final Map<String, String> categoryOf;
  private final TreeMap<Instant, Map<String, Cell>> hours = new TreeMap<>();

  Trends(Map<String, String> categoryOf) {
    this.categoryOf = Map.copyOf(categoryOf);
  }

  /**
   * Buckets from one instant up to another, in order of time and store; empty ones are left out.
   */
  public List<Bucket> between(Instant from, Instant to, Width width) {
    TreeMap<Instant, Map<String, Cell>> wide = new TreeMap<>();
    hours
        .subMap(Width.HOUR.startOf(from), true, to, false)
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

  void add(Transaction transaction, Tally tally, int sign) {
    cell(transaction).tally.add(tally, sign);
  }

  void count(Posted posted) {
    Cell cell = cell(posted.transaction());
    boolean flagged = posted.assessment().decision() != Decision.APPROVE;
    for (Reason reason : posted.assessment().reasons()) {
      cell.reasons.merge(reason.code(), 1L, Long::sum);
    }
    boolean refund = posted instanceof PostedReturn;
    for (LineItem line : posted.transaction().lines()) {
      String category = categoryOf.getOrDefault(line.sku(), "OTHER");
      cell.categories.merge(category, movement(line, refund, flagged), Movement::plus);
    }
    if (posted instanceof PostedReturn back && back.home() != null) {
      Movement whole = new Movement(0, 1, flagged ? 1 : 0, back.refundMinor());
      cell.cameFrom.merge(back.home(), whole, Movement::plus);
    }
  }

  private static Movement movement(LineItem line, boolean refund, boolean flagged) {
    return refund
        ? new Movement(0, line.quantity(), flagged ? line.quantity() : 0, line.totalMinor())
        : new Movement(line.quantity(), 0, flagged ? line.quantity() : 0, 0);
  }

  private Cell cell(Transaction transaction) {
    Instant hour = Width.HOUR.startOf(transaction.at());
    Cell cell =
        hours
            .computeIfAbsent(hour, start -> new TreeMap<>())
            .computeIfAbsent(transaction.storeId(), store -> new Cell());
    hours.headMap(hours.lastKey().minus(KEPT)).clear();
    return cell;
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
