package io.tillwatch.core.checkout;

import static java.util.Objects.requireNonNull;

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

  /** Begins a sale request of which nothing is said yet. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Makes a sale request value by value, each by the name of its component. What is not said is
   * absent, empty, 0 or false; {@link #build()} throws NullPointerException where a value that must
   * be there is missing.
   */
  public static final class Builder {
    private @Nullable String laneId;
    private @Nullable String cashierId;
    private @Nullable String customerId;
    private @Nullable String currency;
    private List<LineItem> lines = List.of();
    private @Nullable Tender tender;
    private @Nullable String photoId;
    private boolean giftReceipt;
    private @Nullable String employeeId;

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

    public Builder lines(List<LineItem> value) {
      lines = value;
      return this;
    }

    public Builder tender(@Nullable Tender value) {
      tender = value;
      return this;
    }

    public Builder photoId(@Nullable String value) {
      photoId = value;
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
    public SaleRequest build() {
      return new SaleRequest(
          requireNonNull(laneId, "laneId"),
          cashierId,
          customerId,
          requireNonNull(currency, "currency"),
          lines,
          tender,
          photoId,
          giftReceipt,
          employeeId);
    }
  }
}
