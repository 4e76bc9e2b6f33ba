package io.tillwatch.core.retail;

import static java.util.Objects.requireNonNull;

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
    requireNonNull(id, "id");
    requireNonNull(at, "at");
    requireNonNull(storeId, "storeId");
    requireNonNull(currency, "currency");
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
    return printed.equals(receiptNumber) ? this : toBuilder().receiptNumber(printed).build();
  }

  /** Begins a return of which nothing is said yet. */
  public static Builder builder() {
    return new Builder();
  }

  /** Begins another that says the same, until it is told otherwise. */
  public Builder toBuilder() {
    Builder copy = new Builder();
    copy.id = id;
    copy.at = at;
    copy.storeId = storeId;
    copy.receiptNumber = receiptNumber;
    copy.laneId = laneId;
    copy.cashierId = cashierId;
    copy.customerId = customerId;
    copy.currency = currency;
    copy.lines = lines;
    copy.refundTender = refundTender;
    copy.photo = photo;
    copy.reason = reason;
    copy.giftReceiptPresented = giftReceiptPresented;
    copy.exchange = exchange;
    copy.supervisorId = supervisorId;
    copy.reprint = reprint;
    copy.entry = entry;
    copy.originalCardPresent = originalCardPresent;
    copy.customerPresent = customerPresent;
    copy.retryOf = retryOf;
    return copy;
  }

  /**
   * Makes a return value by value, each by the name of its component. What is not said is absent,
   * empty, 0 or false; {@link #build()} throws NullPointerException where a value that must be
   * there is missing.
   */
  public static final class Builder {
    private @Nullable String id;
    private @Nullable Instant at;
    private @Nullable String storeId;
    private @Nullable String receiptNumber;
    private @Nullable String laneId;
    private @Nullable String cashierId;
    private @Nullable String customerId;
    private @Nullable String currency;
    private List<LineItem> lines = List.of();
    private @Nullable Tender refundTender;
    private @Nullable PhotoEvidence photo;
    private @Nullable String reason;
    private boolean giftReceiptPresented;
    private boolean exchange;
    private @Nullable String supervisorId;
    private boolean reprint;
    private @Nullable Entry entry;
    private @Nullable Boolean originalCardPresent;
    private @Nullable Boolean customerPresent;
    private @Nullable String retryOf;

    private Builder() {}

    public Builder id(String value) {
      id = value;
      return this;
    }

    public Builder at(Instant value) {
      at = value;
      return this;
    }

    public Builder storeId(String value) {
      storeId = value;
      return this;
    }

    public Builder receiptNumber(@Nullable String value) {
      receiptNumber = value;
      return this;
    }

    public Builder laneId(String value) {
      laneId = value;
      return this;
    }

    public Builder cashierId(@Nullable String value) {
      cashierId = value;
      return this;
    }

    public Builder customerId(@Nullable String value) {
      customerId = value;
      return this;
    }

    public Builder currency(String value) {
      currency = value;
      return this;
    }

    public Builder lines(List<LineItem> value) {
      lines = value;
      return this;
    }

    public Builder refundTender(@Nullable Tender value) {
      refundTender = value;
      return this;
    }

    public Builder photo(@Nullable PhotoEvidence value) {
      photo = value;
      return this;
    }

    public Builder reason(@Nullable String value) {
      reason = value;
      return this;
    }

    public Builder giftReceiptPresented(boolean value) {
      giftReceiptPresented = value;
      return this;
    }

    public Builder exchange(boolean value) {
      exchange = value;
      return this;
    }

    public Builder supervisorId(@Nullable String value) {
      supervisorId = value;
      return this;
    }

    public Builder reprint(boolean value) {
      reprint = value;
      return this;
    }

    public Builder entry(@Nullable Entry value) {
      entry = value;
      return this;
    }

    public Builder originalCardPresent(@Nullable Boolean value) {
      originalCardPresent = value;
      return this;
    }

    public Builder customerPresent(@Nullable Boolean value) {
      customerPresent = value;
      return this;
    }

    public Builder retryOf(@Nullable String value) {
      retryOf = value;
      return this;
    }

    /** Makes it. */
    public Return build() {
      return new Return(
          requireNonNull(id, "id"),
          requireNonNull(at, "at"),
          requireNonNull(storeId, "storeId"),
          receiptNumber,
          requireNonNull(laneId, "laneId"),
          cashierId,
          customerId,
          requireNonNull(currency, "currency"),
          lines,
          refundTender,
          photo,
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
}
