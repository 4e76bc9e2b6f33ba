package io.tillwatch.edge.web.api.figures;

import io.tillwatch.core.analytics.Trends;
import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.fraud.Reason;
import io.tillwatch.core.retail.Catalog;
import io.tillwatch.core.retail.StoreInfo;
import io.tillwatch.core.retail.Transaction;
import io.tillwatch.edge.web.http.Query;
import io.tillwatch.edge.web.http.WebSettings;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The cuts that {@code /stats/patterns} makes, as filters of a list: what is counted in one of its
 * cells is what the list then holds.
 */
final class CutFilter {
  private final Map<String, String> categories = new HashMap<>();
  private final Map<String, ZoneId> zones = new HashMap<>();

  CutFilter(WebSettings settings) {
    for (Catalog.Item item : settings.shop().catalog().items().values()) {
      categories.put(item.sku(), item.category());
    }
    for (StoreInfo store : settings.shop().stores()) {
      if (store.timeZone() != null) {
        zones.put(store.storeId(), store.timeZone());
      }
    }
  }

  /** Reads them from a query; what is not given excludes nothing. */
  Predicate<Posted> read(Query query) {
    Integer hour = hour(query);
    String category = query.text("category");
    String soldAt = query.text("soldAt");
    String travelledFrom = query.text("travelledFrom");
    String shadow = query.text("shadow");
    Only only = query.choice("only", Only.class);
    return posted ->
        (hour == null || hour == hourOf(posted.transaction()))
            && (category == null || matches(posted.transaction(), category))
            && (soldAt == null || soldAt.equals(home(posted)))
            && (travelledFrom == null
                || Trends.travelledFrom(posted.assessment()).contains(travelledFrom))
            && (shadow == null || names(posted.assessment().shadow(), shadow))
            && (only == null || only.matches(posted));
  }

  /** Which of the transactions of a cell. */
  private enum Only {
    RETURNS,
    FLAGGED_RETURNS,
    FLAGGED;

    boolean matches(Posted posted) {
      boolean flagged = posted.assessment().decision() != Decision.APPROVE;
      return (flagged || this == RETURNS) && (this == FLAGGED || posted instanceof PostedReturn);
    }
  }

  private static @Nullable String home(Posted posted) {
    return posted instanceof PostedReturn back ? back.home() : null;
  }

  private static boolean names(List<Reason> reasons, String code) {
    return reasons.stream().anyMatch(reason -> reason.code().equals(code));
  }

  private static @Nullable Integer hour(Query query) {
    Long hour = query.amount("hourOfDay");
    if (hour != null && hour > 23) {
      query.wrong("hourOfDay", "must be 0..23");
    }
    return hour == null ? null : hour.intValue();
  }

  private int hourOf(Transaction transaction) {
    ZoneId zone = zones.getOrDefault(transaction.storeId(), ZoneOffset.UTC);
    return transaction.at().atZone(zone).getHour();
  }

  private boolean matches(Transaction transaction, String category) {
    return transaction.lines().stream()
        .anyMatch(line -> category.equals(Trends.category(categories, line.sku())));
  }
}
