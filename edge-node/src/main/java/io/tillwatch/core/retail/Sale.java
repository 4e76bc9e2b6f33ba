package io.tillwatch.core.retail;

import static java.util.Objects.requireNonNull;

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
    requireNonNull(id, "id");
    requireNonNull(at, "at");
    requireNonNull(storeId, "storeId");
    requireNonNull(receiptNumber, "receiptNumber");
    requireNonNull(currency, "currency");
    lines = List.copyOf(lines);
  }

  /** Begins a sale of which nothing is said yet. */
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
    copy.tender = tender;
    copy.photo = photo;
    copy.giftReceipt = giftReceipt;
    copy.employeeId = employeeId;
    return copy;
  }

  /**
   * Makes a sale value by value, each by the name of its component. What is not said is absent,
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
    private @Nullable Tender tender;
    private @Nullable PhotoEvidence photo;
    private boolean giftReceipt;
    private @Nullable String employeeId;

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

    public Builder receiptNumber(String value) {
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

    public Builder tender(@Nullable Tender value) {
      tender = value;
      return this;
    }

    public Builder photo(@Nullable PhotoEvidence value) {
      photo = value;
      return this;
    }

    public Builder giftReceipt(boolean value) {
      giftReceipt = value;
      return this;
    }

    public Builder employeeId(@Nullable String value) {
      employeeId = value;
      return this;
    }

    /** Makes it. */
    public Sale build() {
      return new Sale(
          requireNonNull(id, "id"),
          requireNonNull(at, "at"),
          requireNonNull(storeId, "storeId"),
          requireNonNull(receiptNumber, "receiptNumber"),
          requireNonNull(laneId, "laneId"),
          cashierId,
          customerId,
          requireNonNull(currency, "currency"),
          lines,
          tender,
          photo,
          giftReceipt,
          employeeId);
    }
  }
}
