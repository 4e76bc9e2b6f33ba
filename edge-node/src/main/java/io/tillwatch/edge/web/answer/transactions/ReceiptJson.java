package io.tillwatch.edge.web.answer.transactions;

import io.tillwatch.core.checkout.PostedSale;
import io.tillwatch.core.checkout.ReceiptView;
import io.tillwatch.core.checkout.TransactionView;
import io.tillwatch.core.retail.Catalog;
import io.tillwatch.core.retail.LineItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A sale of any store and what of it may still come back. */
public record ReceiptJson(
    TransactionJson transaction,
    List<Line> lines,
    boolean voided,
    boolean disputed,
    Instant asOf,
    String homeStoreId,
    boolean homeStoreReachable) {

  /**
   * A line of the sale.
   *
   * @param description null where this store's catalogue lacks the article
   * @param serial null where none was read, and where customers may see the answer
   * @param serialRead whether one was read when it was sold: then it is read when it comes back
   * @param refundable units that may still come back
   */
  public record Line(
      int line,
      String sku,
      @Nullable String description,
      int quantity,
      long unitPriceMinor,
      @Nullable String serial,
      boolean serialRead,
      int refundable) {}

  /**
   * A receipt that is known.
   *
   * @param known its sale
   * @param showsCustomers whether customers may see the answer
   */
  public static ReceiptJson of(
      PostedSale known, ReceiptView view, Catalog catalog, boolean showsCustomers) {
    TransactionView sale = TransactionView.ofSale(known, view.voided());
    return new ReceiptJson(
        showsCustomers ? TransactionJson.withoutPurchaser(sale) : TransactionJson.of(sale),
        lines(known.sale().lines(), view, catalog, showsCustomers),
        view.voided(),
        view.disputed(),
        view.asOf(),
        known.sale().storeId(),
        view.homeStoreReachable());
  }

  private static List<Line> lines(
      List<LineItem> sold, ReceiptView view, Catalog catalog, boolean showsCustomers) {
    List<Line> lines = new ArrayList<>(sold.size());
    for (int i = 0; i < sold.size(); i++) {
      LineItem item = sold.get(i);
      Catalog.Item known = catalog.items().get(item.sku());
      lines.add(
          new Line(
              i,
              item.sku(),
              known == null ? null : known.description(),
              item.quantity(),
              item.unitPriceMinor(),
              showsCustomers ? null : item.serial(),
              item.serial() != null,
              view.refundableUnits().get(i)));
    }
    return lines;
  }
}
