package io.tillwatch.core.checkout;

import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.Return;
import io.tillwatch.core.retail.Tender;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A return as a till asks for it; field meanings as in {@link Return}. */
public record ReturnRequest(
    String laneId,
    @Nullable String cashierId,
    @Nullable String customerId,
    String currency,
    @Nullable String receiptNumber,
    List<LineItem> lines,
    @Nullable Tender refundTender,
    @Nullable String photoId,
    @Nullable String reason,
    boolean giftReceiptPresented,
    boolean exchange,
    @Nullable String supervisorId,
    boolean reprint,
    Return.@Nullable Entry entry,
    @Nullable Boolean originalCardPresent,
    @Nullable Boolean customerPresent,
    @Nullable String retryOf) {
  public ReturnRequest {
    lines = List.copyOf(lines);
  }
}
