package io.tillwatch.core.analytics;

import io.tillwatch.core.analytics.Trends.Width;
import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.fraud.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What each cashier sold and took back, by day of the last {@link #KEPT}; days are UTC's. */
public final class Cashiers {
  /** Days further back than this are forgotten. */
  public static final Duration KEPT = Duration.ofDays(92);

  private static final int MOST_SHOWN = 500;

  /** Whose figures. */
  private record Cashier(String storeId, String cashierId) {}

  /**
   * What is counted.
   *
   * @param flagged returns that were held or refused
   * @param refundMinor what returns were answered to be paid, a held one's amount included
   */
  public record Work(
      long sales, long returns, long withoutReceipt, long flagged, long refundMinor) {
    /** Share of the returns that were flagged, 0..1; null where there is no return. */
    public @Nullable Double flaggedShare() {
      return returns == 0 ? null : (double) flagged / returns;
    }

    /** Refund of a return, in minor units; null where there is no return. */
    public @Nullable Long meanRefundMinor() {
      return returns == 0 ? null : refundMinor / returns;
    }

    Work less(Work other) {
      return new Work(
          sales - other.sales,
          returns - other.returns,
          withoutReceipt - other.withoutReceipt,
          flagged - other.flagged,
          refundMinor - other.refundMinor);
    }

    Work plus(Work other) {
      return new Work(
          sales + other.sales,
          returns + other.returns,
          withoutReceipt + other.withoutReceipt,
          flagged + other.flagged,
          refundMinor + other.refundMinor);
    }
  }

  /**
   * One cashier beside the others of the same store.
   *
   * @param peers what the store's other cashiers did together
   */
  public record Compared(String storeId, String cashierId, Work own, Work peers) {}

  /**
   * Cashiers with returns, most flagged returns first.
   *
   * @param from start of the first day that is counted
   * @param to end of the last day that is counted
   * @param more whether there are more cashiers than these
   */
  public record Table(Instant from, Instant to, boolean more, List<Compared> items) {
    public Table {
      items = List.copyOf(items);
    }
  }

  private static final Comparator<Compared> MOST_FLAGGED_FIRST =
      Comparator.comparingLong((Compared each) -> each.own().flagged())
          .thenComparingLong(each -> each.own().returns())
          .reversed()
          .thenComparing(Compared::storeId)
          .thenComparing(Compared::cashierId);

  private final TreeMap<Instant, Map<Cashier, Work>> days = new TreeMap<>();

  void count(Posted posted, boolean withMoney) {
    String cashierId = posted.transaction().cashierId();
    if (cashierId == null) {
      return;
    }
    Cashier cashier = new Cashier(posted.transaction().storeId().intern(), cashierId.intern());
    days.computeIfAbsent(Width.DAY.startOf(posted.transaction().at()), start -> new HashMap<>())
        .merge(cashier, work(posted, withMoney), Work::plus);
  }

  void passes(Instant now) {
    days.headMap(now.minus(KEPT)).clear();
  }

  Table table(Patterns.Query query) {
    Instant from = Width.DAY.startOf(query.from());
    TreeMap<String, Work> stores = new TreeMap<>();
    Map<Cashier, Work> cashiers = new HashMap<>();
    days.subMap(from, true, query.to(), false)
        .values()
        .forEach(
            day ->
                day.forEach(
                    (cashier, work) -> {
                      if (query.isOf(cashier.storeId())) {
                        stores.merge(cashier.storeId(), work, Work::plus);
                        cashiers.merge(cashier, work, Work::plus);
                      }
                    }));
    List<Compared> all = new ArrayList<>();
    cashiers.forEach(
        (cashier, work) -> {
          if (work.returns() > 0) {
            Work peers = stores.getOrDefault(cashier.storeId(), work).less(work);
            all.add(new Compared(cashier.storeId(), cashier.cashierId(), work, peers));
          }
        });
    all.sort(MOST_FLAGGED_FIRST);
    int shown = Math.min(MOST_SHOWN, all.size());
    return new Table(from, endOf(query.to()), shown < all.size(), all.subList(0, shown));
  }

  private static Work work(Posted posted, boolean withMoney) {
    if (!(posted instanceof PostedReturn back)) {
      return new Work(1, 0, 0, 0, 0);
    }
    boolean flagged = posted.assessment().decision() != Decision.APPROVE;
    boolean withoutReceipt = back.refund().receiptNumber() == null;
    return new Work(
        0, 1, withoutReceipt ? 1 : 0, flagged ? 1 : 0, withMoney ? back.refundMinor() : 0);
  }

  /** Days are counted whole: the last one's end. */
  private static Instant endOf(Instant to) {
    Instant start = Width.DAY.startOf(to);
    return start.equals(to) ? to : start.plus(Duration.ofDays(1));
  }
}
