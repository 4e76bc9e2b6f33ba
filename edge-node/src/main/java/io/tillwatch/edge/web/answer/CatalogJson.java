package io.tillwatch.edge.web.answer;

import io.tillwatch.core.retail.Catalog;
import java.util.Comparator;
import java.util.List;

/** The goods of a store. */
public record CatalogJson(List<Item> items, String currency) {

  /** One article. */
  public record Item(
      String sku, String description, String category, long priceMinor, boolean serialised) {

    private static Item of(Catalog.Item item) {
      return new Item(
          item.sku(), item.description(), item.category(), item.priceMinor(), item.serialised());
    }
  }

  public static CatalogJson of(Catalog catalog, String currency) {
    List<Item> items =
        catalog.items().values().stream()
            .sorted(Comparator.comparing(Catalog.Item::sku))
            .map(Item::of)
            .toList();
    return new CatalogJson(items, currency);
  }
}
