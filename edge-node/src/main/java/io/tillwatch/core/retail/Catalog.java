package io.tillwatch.core.retail;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The goods that a store knows, by SKU. */
public record Catalog(Map<String, Item> items) {

  /**
   * One article.
   *
   * @param priceMinor list price of one unit in minor units; a sale may differ (promotions)
   * @param watchlisted often stolen or resold
   * @param recalled the maker asks for it back
   * @param serialised every unit carries a serial number
   */
  public record Item(
      String sku,
      String description,
      String category,
      long priceMinor,
      boolean watchlisted,
      boolean recalled,
      boolean serialised) {}

  public Catalog {
    items = Map.copyOf(items);
  }

  public static Catalog of(List<Item> items) {
    Map<String, Item> bySku = new TreeMap<>();
    for (Item item : items) {
      if (bySku.put(item.sku(), item) != null) {
        throw new IllegalArgumentException("SKU " + item.sku() + " stands twice in the catalogue");
      }
    }
    return new Catalog(bySku);
  }

  /** The category of each article. */
  public Map<String, String> categories() {
    return items.values().stream().collect(Collectors.toMap(Item::sku, Item::category));
  }

  public boolean knows(String sku) {
    return items.containsKey(sku);
  }
}
