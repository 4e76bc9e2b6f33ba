package io.tillwatch.core.checkout;

import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.Return;
import io.tillwatch.core.retail.Tender;
import java.util.List;

/** A return as a till asks for it; field meanings as in {@link Return}. */
public record ReturnRequest(
    String laneId,
    String cashierId,
    String customerId,
    String currency,
    String receiptNumber,
    List<LineItem> lines,
    Tender refundTender,
    String photoId,
    String reason,
    boolean giftReceiptPresented,
    boolean exchange,
    String supervisorId,
    boolean reprint,
    Return.Entry entry,
    Boolean originalCardPresent,
    Boolean customerPresent,
    String retryOf) {
  public ReturnRequest {
    lines = List.copyOf(lines);
  }
}
