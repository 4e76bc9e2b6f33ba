package io.tillwatch.edge.web.answer.transactions;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tillwatch.core.checkout.FirstApproval;
import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.checkout.TransactionView;
import io.tillwatch.core.retail.CardFingerprints;
import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.Return;
import io.tillwatch.core.retail.Sale;
import io.tillwatch.core.retail.Tender;
import io.tillwatch.core.retail.Transaction;
import io.tillwatch.edge.codec.OmittedIfNull;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transaction as it stands.
 *
 * @param pendingRefundMinor what a held return would pay once approved
 * @param review null for a lane
 * @param sale null of a return
 * @param refund null of a sale
 */
public record TransactionJson(
    String id,
    Type type,
    String storeId,
    @Nullable String receiptNumber,
    Posted.Status status,
    long totalMinor,
    String currency,
    @JsonUnwrapped Purchaser purchaser,
    Instant occurredAt,
    String laneId,
    @Nullable String cashierId,
    List<Line> lines,
    boolean voided,
    long pendingRefundMinor,
    @JsonUnwrapped @OmittedIfNull @Nullable Review review,
    @JsonUnwrapped @OmittedIfNull @Nullable OfSale sale,
    @JsonUnwrapped @OmittedIfNull @Nullable OfReturn refund) {

  /** Which kind of transaction. */
  public enum Type {
    SALE,
    RETURN
  }

  /** Who bought or brought back; both null where customers may see the answer. */
  public record Purchaser(@Nullable String customerId, @Nullable String photoId) {
    private static final Purchaser UNSAID = new Purchaser(null, null);
  }

  /**
   * One line of the basket.
   *
   * @param serial absent where none was read, and where customers may see the answer: the number
   *     that somebody reads off the article shows that they have it
   */
  public record Line(
      String sku,
      int quantity,
      long unitPriceMinor,
      @OmittedIfNull @Nullable String serial,
      @OmittedIfNull LineItem.@Nullable Condition condition) {

    private static List<Line> of(List<LineItem> items, boolean serials) {
      List<Line> lines = new ArrayList<>(items.size());
      for (LineItem item : items) {
        lines.add(
            new Line(
                item.sku(),
                item.quantity(),
                item.unitPriceMinor(),
                serials ? item.serial() : null,
                item.condition()));
      }
      return lines;
    }
  }

  /** What reviewers wrote; not a till's to read. */
  public record Review(@Nullable Approval firstApproval) {}

  /** The first of two approvals; the return waits for the second. */
  public record Approval(String by, @Nullable String note, Instant at) {
    private static @Nullable Approval of(@Nullable FirstApproval approval) {
      return approval == null ? null : new Approval(approval.by(), approval.note(), approval.at());
    }
  }

  /**
   * How was paid; never the token, which is the payer's.
   *
   * @param card the fingerprint of the card; null for a till, and where nothing names one
   */
  public record Paid(Tender.Type type, @OmittedIfNull @Nullable String card) {
    private static @Nullable Paid of(@Nullable Tender tender, CardFingerprints cards) {
      return tender == null ? null : new Paid(tender.type(), cards.of(tender));
    }
  }

  /** What only a sale has. */
  public record OfSale(@Nullable Paid tender, boolean giftReceipt) {}

  /** What only a return has. */
  public record OfReturn(
      @Nullable Paid refundTender,
      @Nullable String reason,
      @Nullable String retryOf,
      @Nullable String supervisorId,
      @Nullable String originalStoreId,
      boolean standIn) {}

  /** All of it, for staff and for systems. */
  public static TransactionJson of(TransactionView view, CardFingerprints cards) {
    return of(view, true, review(view), cards);
  }

  /** The same where nothing is said of cards. */
  public static TransactionJson of(TransactionView view) {
    return of(view, CardFingerprints.UNSAID);
  }

  /** Without the customer's number, photo and serials: another may hold the receipt. */
  public static TransactionJson withoutPurchaser(TransactionView view) {
    return of(view, false, review(view), CardFingerprints.UNSAID);
  }

  /** For a lane: without what reviewers wrote. */
  static TransactionJson forLane(TransactionView view) {
    return of(view, true, null, CardFingerprints.UNSAID);
  }

  /** For a page that customers can see. */
  static TransactionJson forCustomers(TransactionView view) {
    return of(view, false, null, CardFingerprints.UNSAID);
  }

  /** The transaction, with or without who it is of and what only they can know. */
  private static TransactionJson of(
      TransactionView view, boolean told, @Nullable Review review, CardFingerprints cards) {
    Transaction transaction = view.posted().transaction();
    Sale sale = transaction instanceof Sale sold ? sold : null;
    PostedReturn refund = view.posted() instanceof PostedReturn back ? back : null;
    return new TransactionJson(
        transaction.id(),
        refund == null ? Type.SALE : Type.RETURN,
        transaction.storeId(),
        transaction.receiptNumber(),
        view.status(),
        transaction.totalMinor(),
        transaction.currency(),
        told ? purchaser(view.posted()) : Purchaser.UNSAID,
        transaction.at(),
        transaction.laneId(),
        transaction.cashierId(),
        Line.of(transaction.lines(), told),
        view.voided(),
        view.pendingMinor(),
        review,
        sale == null ? null : new OfSale(Paid.of(sale.tender(), cards), sale.giftReceipt()),
        refund == null ? null : ofReturn(refund, cards));
  }

  private static Purchaser purchaser(Posted posted) {
    return new Purchaser(posted.transaction().customerId(), posted.photoId());
  }

  private static Review review(TransactionView view) {
    return new Review(Approval.of(view.firstApproval()));
  }

  private static OfReturn ofReturn(PostedReturn posted, CardFingerprints cards) {
    Return refund = posted.refund();
    return new OfReturn(
        Paid.of(refund.refundTender(), cards),
        refund.reason(),
        refund.retryOf(),
        refund.supervisorId(),
        posted.home(),
        posted.standIn());
  }
}
