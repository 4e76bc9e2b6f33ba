package io.tillwatch.core.retail;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goods back, for a refund.
 *
 * @param receiptNumber the receipt presented, or null for a return without one
 * @param reason the customer's reason as the shop codes it, or null
 * @param giftReceiptPresented the gift receipt, not the payer's, was shown
 * @param exchange the goods are swapped for others of the same value
 * @param supervisorId staff id of a supervisor who stands by the return, or null
 * @param reprint the receipt shown is a reprint
 * @param entry how the receipt's number came in, or null where the till does not say
 * @param originalCardPresent the card the sale was paid with was read at this till; null where
 *     unknown
 * @param customerPresent a customer stands at the till; null where the till does not say
 * @param retryOf id of an earlier REVIEW or BLOCK answer that this return repeats with its remedy,
 *     or null
 */
public record Return(
    String id,
    Instant at,
    String storeId,
    @Nullable String receiptNumber,
    String laneId,
    @Nullable String cashierId,
    @Nullable String customerId,
    String currency,
    List<LineItem> lines,
    @Nullable Tender refundTender,
    @Nullable PhotoEvidence photo,
    @Nullable String reason,
    boolean giftReceiptPresented,
    boolean exchange,
    @Nullable String supervisorId,
    boolean reprint,
    @Nullable Entry entry,
    @Nullable Boolean originalCardPresent,
    @Nullable Boolean customerPresent,
    @Nullable String retryOf)
    implements RetailEvent, Transaction {

  /** How a receipt's number was entered. */
  public enum Entry {
    SCANNED,
    KEYED
  }

  public Return {
    lines = List.copyOf(lines);
  }

  /** The receipt's number, of a return that names one. */
  public String namedReceipt() {
    if (receiptNumber == null) {
      throw new IllegalStateException(id + " names no receipt");
    }
    return receiptNumber;
  }

  /** The same with the receipt's number as it was printed, whatever was typed. */
  public Return ofReceipt(String printed) {
    return printed.equals(receiptNumber) ? this : with(printed, photo);
  }

  /** The same with more known of its photo. */
  public Return withPhoto(PhotoEvidence known) {
    return with(receiptNumber, known);
  }

  private Return with(@Nullable String receipt, @Nullable PhotoEvidence known) {
    return new Return(
        id,
        at,
        storeId,
        receipt,
        laneId,
        cashierId,
        customerId,
        currency,
        lines,
        refundTender,
        known,
        reason,
        giftReceiptPresented,
        exchange,
        supervisorId,
        reprint,
        entry,
        originalCardPresent,
        customerPresent,
        retryOf);
  }
}
