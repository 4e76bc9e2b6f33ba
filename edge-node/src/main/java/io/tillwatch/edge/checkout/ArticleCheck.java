package io.tillwatch.edge.checkout;

import io.tillwatch.core.checkout.PostedSale;
import io.tillwatch.core.checkout.Refusal;
import io.tillwatch.core.checkout.Refusal.Code;
import io.tillwatch.core.retail.Catalog;
import io.tillwatch.core.retail.LineItem;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Sees that what is sold is in the catalogue, and what comes back is there or on its receipt: an
 * article that left the catalogue can still be returned.
 */
final class ArticleCheck {
  private final Catalog catalog;

  ArticleCheck(Catalog catalog) {
    this.catalog = catalog;
  }

  /** Why these articles cannot be sold, or null. */
  @Nullable Refusal ofSale(List<LineItem> lines) {
    return first(lines, catalog::knows);
  }

  /**
   * Why these articles cannot come back, or null.
   *
   * @param sale of the receipt that they come back with, null where that is not known
   */
  @Nullable Refusal ofReturn(List<LineItem> lines, @Nullable PostedSale sale) {
    return first(lines, sku -> catalog.knows(sku) || isOn(sale, sku));
  }

  private static boolean isOn(@Nullable PostedSale sale, String sku) {
    return sale != null && sale.sale().lines().stream().anyMatch(line -> line.sku().equals(sku));
  }

  private static @Nullable Refusal first(List<LineItem> lines, Predicate<String> known) {
    for (int line = 0; line < lines.size(); line++) {
      String sku = lines.get(line).sku();
      if (!known.test(sku)) {
        return new Refusal(
            Code.UNKNOWN_SKU, "/lines/" + line + "/sku", "the catalogue has no SKU " + sku);
      }
    }
    return null;
  }
}
