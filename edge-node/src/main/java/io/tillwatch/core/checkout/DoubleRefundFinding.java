package io.tillwatch.core.checkout;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the merged history shows and no store could know at the time: a refund that should not have
 * been paid. Every store derives the same finding with the same id.
 *
 * @param at time of the latest refund that it rests on
 * @param storeId the store that sold, or that refunded where no sale is known
 * @param receipt number of the receipt, or null where the return named none
 * @param line index of the sale's line, or {@link #WHOLE_RETURN}
 * @param returns ids of the returns it rests on, as far as known when it was written, in order of
 *     time; the last is the one that should not have been paid
 * @param overUnits units paid beyond what was to be paid
 * @param overMinor money paid beyond what was to be paid
 */
public record DoubleRefundFinding(
    String id,
    Instant at,
    String storeId,
    Kind kind,
    @Nullable String receipt,
    int line,
    List<String> returns,
    int overUnits,
    long overMinor) {
  /** The finding is about a return as a whole. */
  public static final int WHOLE_RETURN = -1;

  /** What was found; a name never changes its meaning: it stands in logs. */
  public enum Kind {
    DOUBLE_REFUND(
        95, "Paid back more than was sold: stores refunded while they could not hear each other"),
    VOIDED_SALE(90, "Paid back though the sale had been cancelled in a store not heard of then"),
    DISPUTED_PAYMENT(90, "Paid back though the payment had been charged back already"),
    SERIAL_UNSOLD(95, "Paid back for a serial number that another store had taken back before");

    private final int score;
    private final String message;

    Kind(int score, String message) {
      this.score = score;
      this.message = message;
    }

    /** What the return would have scored had this been known. */
    public int score() {
      return score;
    }

    /** Plain words for the reviewer. */
    public String message() {
      return message;
    }
  }

  public DoubleRefundFinding {
    returns = List.copyOf(returns);
  }

  /**
   * The one id of a double refund of this line, in every store.
   *
   * @param nth 1 for the first in order of time, 2 for the next
   */
  public static String idFor(String receipt, int line, int nth) {
    String first = "double_refund_" + receipt + "_" + line;
    return nth == 1 ? first : first + "_" + nth;
  }

  /** By what is known now nothing was paid too much. */
  public boolean isNothing() {
    return overUnits == 0 && overMinor == 0;
  }

  /** This finding where, by what is known now, nothing was paid too much. */
  public DoubleRefundFinding ofNothing() {
    return new DoubleRefundFinding(id, at, storeId, kind, receipt, line, returns, 0, 0);
  }

  /** The one id of what was found about a return, in every store. */
  public static String idFor(Kind kind, String returnId) {
    return kind.name().toLowerCase(Locale.ROOT) + "_" + returnId;
  }

  /** Begins a double refund finding of which nothing is said yet. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Makes a double refund finding value by value, each by the name of its component. What is not
   * said is absent, empty, 0 or false; {@link #build()} throws NullPointerException where a value
   * that must be there is missing.
   */
  public static final class Builder {
    private @Nullable String id;
    private @Nullable Instant at;
    private @Nullable String storeId;
    private @Nullable Kind kind;
    private @Nullable String receipt;
    private int line;
    private List<String> returns = List.of();
    private int overUnits;
    private long overMinor;

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

    public Builder kind(Kind value) {
      kind = value;
      return this;
    }

    public Builder receipt(@Nullable String value) {
      receipt = value;
      return this;
    }

    public Builder line(int value) {
      line = value;
      return this;
    }

    public Builder returns(List<String> value) {
      returns = value;
      return this;
    }

    public Builder overUnits(int value) {
      overUnits = value;
      return this;
    }

    public Builder overMinor(long value) {
      overMinor = value;
      return this;
    }

    /** Makes it. */
    public DoubleRefundFinding build() {
      return new DoubleRefundFinding(
          requireNonNull(id, "id"),
          requireNonNull(at, "at"),
          requireNonNull(storeId, "storeId"),
          requireNonNull(kind, "kind"),
          receipt,
          line,
          returns,
          overUnits,
          overMinor);
    }
  }
}
