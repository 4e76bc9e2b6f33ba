package io.tillwatch.edge.web.api.figures;

import io.tillwatch.core.retail.StoreInfo;
import io.tillwatch.core.search.Cut;
import io.tillwatch.core.search.Shelves;
import io.tillwatch.edge.web.http.Query;
import io.tillwatch.edge.web.http.WebSettings;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the cuts that {@code /stats/patterns} makes. */
final class CutFilter {
  private CutFilter() {}

  /** What this store knows of articles and stores. */
  static Shelves shelves(WebSettings settings) {
    Map<String, ZoneId> zones = new HashMap<>();
    for (StoreInfo store : settings.shop().stores()) {
      if (store.timeZone() != null) {
        zones.put(store.storeId(), store.timeZone());
      }
    }
    return new Shelves(settings.shop().catalog().categories(), zones);
  }

  /** What is not given excludes nothing. */
  static Cut read(Query query) {
    return new Cut(
        hour(query),
        query.text("category"),
        query.text("soldAt"),
        query.text("travelledFrom"),
        query.text("shadow"),
        query.choice("only", Cut.Only.class));
  }

  private static @Nullable Integer hour(Query query) {
    Long hour = query.amount("hourOfDay");
    if (hour != null && hour > 23) {
      query.wrong("hourOfDay", "must be 0..23");
    }
    return hour == null ? null : hour.intValue();
  }
}
