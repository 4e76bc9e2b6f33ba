package io.tillwatch.core.search;

import io.tillwatch.core.analytics.Trends;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;

/**
 * Where articles belong and what time it is in the stores.
 *
 * @param categories by article
 * @param zones by store; others count as UTC
 */
public record Shelves(Map<String, String> categories, Map<String, ZoneId> zones) {
  /** Nothing is known of any article or store. */
  public static final Shelves NONE = new Shelves(Map.of(), Map.of());

  public Shelves {
    categories = Map.copyOf(categories);
    zones = Map.copyOf(zones);
  }

  String category(String sku) {
    return Trends.category(categories, sku);
  }

  ZoneId zone(String storeId) {
    return zones.getOrDefault(storeId, ZoneOffset.UTC);
  }
}
