package io.tillwatch.core.checkout;

import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.Sale;
import io.tillwatch.core.retail.Tender;
import java.util.List;

/** A sale as a till asks for it; field meanings as in {@link Sale}. */
public record SaleRequest(
    String laneId,
    String cashierId,
    String customerId,
    String currency,
    List<LineItem> lines,
    Tender tender,
    String photoId,
    boolean giftReceipt,
    String employeeId) {
  public SaleRequest {
    lines = List.copyOf(lines);
  }
}
