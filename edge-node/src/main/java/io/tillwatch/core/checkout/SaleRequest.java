package io.tillwatch.core.checkout;

import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.Sale;
import io.tillwatch.core.retail.Tender;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A sale as a till asks for it; field meanings as in {@link Sale}. */
public record SaleRequest(
    String laneId,
    @Nullable String cashierId,
    @Nullable String customerId,
    String currency,
    List<LineItem> lines,
    @Nullable Tender tender,
    @Nullable String photoId,
    boolean giftReceipt,
    @Nullable String employeeId) {
  public SaleRequest {
    lines = List.copyOf(lines);
  }
}
