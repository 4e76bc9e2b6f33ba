package io.tillwatch.core.analytics;

import io.tillwatch.core.analytics.Trends.Flow;
import io.tillwatch.core.analytics.Trends.Movement;
import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.fraud.Reason;
import io.tillwatch.core.retail.LineItem;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/** What happened in one store in one hour, or in several of both. */
final class TrendCell {
  private final Counters tally = new Counters();
  private final Map<String, Long> reasons = new TreeMap<>();
  private final Map<String, Movement> categories = new TreeMap<>();
  private final Map<String, Flow> cameFrom = new TreeMap<>();

  // few cells have any of these, and there are many cells
  private Map<String, Long> shadow = Map.of();
  private Map<String, Long> travelledFrom = Map.of();

  void merge(TrendCell other) {
    tally.add(other.tally, 1);
    mergeInto(reasons, other.reasons, Long::sum);
    mergeInto(categories, other.categories, Movement::plus);
    mergeInto(cameFrom, other.cameFrom, Flow::plus);
    other.shadow.forEach((code, count) -> shadow = plus(shadow, code, count));
    other.travelledFrom.forEach((from, count) -> travelledFrom = plus(travelledFrom, from, count));
  }

  void add(Counters other, int sign) {
    tally.add(other, sign);
  }

  /** Counts a transaction; its money only where it is the figures' own. */
  void count(Posted posted, Map<String, String> categoryOf, boolean withMoney) {
    boolean flagged = posted.assessment().decision() != Decision.APPROVE;
    for (Reason reason : posted.assessment().reasons()) {
      reasons.merge(reason.code(), 1L, Long::sum);
    }
    for (String from : Trends.travelledFrom(posted.assessment())) {
      travelledFrom = plus(travelledFrom, from, 1);
    }
    for (Reason reason : posted.assessment().shadow()) {
      shadow = plus(shadow, reason.code(), 1);
    }
    boolean refund = posted instanceof PostedReturn;
    for (LineItem line : posted.transaction().lines()) {
      String category = Trends.category(categoryOf, line.sku());
      categories.merge(category, movement(line, refund, flagged, withMoney), Movement::plus);
    }
    if (posted instanceof PostedReturn back && back.home() != null) {
      boolean blocked = back.status() == Posted.Status.BLOCKED;
      long asked = withMoney ? back.refund().totalMinor() : 0;
      long paid = withMoney ? back.refundMinor() : 0;
      Flow whole = new Flow(1, asked, paid, flagged ? 1 : 0, blocked ? 1 : 0);
      cameFrom.merge(back.home(), whole, Flow::plus);
    }
  }

  Figures figures() {
    return Figures.of(tally);
  }

  Counters tally() {
    return tally;
  }

  Map<String, Long> reasons() {
    return Map.copyOf(reasons);
  }

  Map<String, Long> shadow() {
    return Map.copyOf(shadow);
  }

  Map<String, Movement> categories() {
    return Map.copyOf(categories);
  }

  Map<String, Flow> cameFrom() {
    return Map.copyOf(cameFrom);
  }

  Map<String, Long> travelledFrom() {
    return Map.copyOf(travelledFrom);
  }

  Trends.Sums sums() {
    return new Trends.Sums(figures(), reasons(), shadow(), categories());
  }

  private static Map<String, Long> plus(Map<String, Long> counts, String name, long count) {
    Map<String, Long> into = counts.isEmpty() ? new TreeMap<>() : counts;
    into.merge(name, count, Long::sum);
    return into;
  }

  private static <T> void mergeInto(
      Map<String, T> into, Map<String, T> other, BinaryOperator<T> plus) {
    other.forEach((name, value) -> into.merge(name, value, plus));
  }

  private static Movement movement(
      LineItem line, boolean refund, boolean flagged, boolean withMoney) {
    return refund
        ? new Movement(
            0, line.quantity(), flagged ? line.quantity() : 0, withMoney ? line.totalMinor() : 0)
        : new Movement(line.quantity(), 0, flagged ? line.quantity() : 0, 0);
  }
}
