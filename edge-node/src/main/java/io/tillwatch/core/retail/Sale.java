package io.tillwatch.core.retail;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goods for money.
 *
 * @param giftReceipt a gift receipt was printed, so somebody else may bring the goods back
 * @param employeeId staff id of the customer when staff buy for themselves, else null
 */
public record Sale(
    String id,
    Instant at,
    String storeId,
    String receiptNumber,
    String laneId,
    @Nullable String cashierId,
    @Nullable String customerId,
    String currency,
    List<LineItem> lines,
    @Nullable Tender tender,
    @Nullable PhotoEvidence photo,
    boolean giftReceipt,
    @Nullable String employeeId)
    implements RetailEvent, Transaction {

  public Sale {
    lines = List.copyOf(lines);
  }
}
