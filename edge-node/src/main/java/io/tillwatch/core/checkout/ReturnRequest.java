package io.tillwatch.core.checkout;

import static java.util.Objects.requireNonNull;

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

  /** Begins a return request of which nothing is said yet. */
  public static Builder builder() {
    return new Builder();
  }

  /** Begins another that says the same, until it is told otherwise. */
  public Builder toBuilder() {
    Builder copy = new Builder();
    copy.laneId = laneId;
    copy.cashierId = cashierId;
    copy.customerId = customerId;
    copy.currency = currency;
    copy.receiptNumber = receiptNumber;
    copy.lines = lines;
    copy.refundTender = refundTender;
    copy.photoId = photoId;
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
   * Makes a return request value by value, each by the name of its component. What is not said is
   * absent, empty, 0 or false; {@link #build()} throws NullPointerException where a value that must
   * be there is missing.
   */
  public static final class Builder {
    private @Nullable String laneId;
    private @Nullable String cashierId;
    private @Nullable String customerId;
    private @Nullable String currency;
    private @Nullable String receiptNumber;
    private List<LineItem> lines = List.of();
    private @Nullable Tender refundTender;
    private @Nullable String photoId;
    private @Nullable String reason;
    private boolean giftReceiptPresented;
    private boolean exchange;
    private @Nullable String supervisorId;
    private boolean reprint;
    private Return.@Nullable Entry entry;
    private @Nullable Boolean originalCardPresent;
    private @Nullable Boolean customerPresent;
    private @Nullable String retryOf;

    private Builder() {}

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

    public Builder receiptNumber(@Nullable String value) {
      receiptNumber = value;
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

    public Builder photoId(@Nullable String value) {
      photoId = value;
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

    public Builder entry(Return.@Nullable Entry value) {
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
    public ReturnRequest build() {
      return new ReturnRequest(
          requireNonNull(laneId, "laneId"),
          cashierId,
          customerId,
          requireNonNull(currency, "currency"),
          receiptNumber,
          lines,
          refundTender,
          photoId,
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
