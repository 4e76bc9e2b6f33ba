package io.tillwatch.core.fraud.rules;

import io.tillwatch.core.checkout.ReceiptKnowledge;
import io.tillwatch.core.fraud.history.EarlierAttempts;
import io.tillwatch.core.fraud.history.EntryTimeline;
import io.tillwatch.core.fraud.history.HistoryEntry;
import io.tillwatch.core.fraud.history.HistoryView;
import io.tillwatch.core.fraud.history.ReceiptEntry;
import io.tillwatch.core.fraud.history.ReceiptState;
import io.tillwatch.core.retail.Catalog;
import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.RefundAllocation;
import io.tillwatch.core.retail.Return;
import io.tillwatch.core.retail.Sale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a return takes of the receipt that it names, and what is known of that receipt. */
public final class ReceiptClaim {
  private final Return refund;
  private final HistoryView view;
  private final KnownReceipt known;
  private final @Nullable ReceiptEntry entry;
  private final @Nullable HistoryEntry saleFact;
  private @Nullable ReceiptState state;
  private @Nullable RefundAllocation allocation;

  ReceiptClaim(Return refund, HistoryView view, @Nullable ReceiptKnowledge ledger) {
    this.refund = refund;
    this.view = view;
    this.known = KnownReceipt.of(refund.receiptNumber(), view, ledger);
    this.entry = known.entry();
    HistoryEntry sold = entry == null ? null : entry.sale();
    this.saleFact = sold != null && view.sees(sold) ? sold : null;
  }

  /** The number of the receipt; only where one was presented. */
  String receiptNumber() {
    String number = refund.receiptNumber();
    if (number == null) {
      throw new IllegalStateException(refund.id() + " came without a receipt");
    }
    return number;
  }

  /** What memory and the ledger know of the receipt together. */
  KnownReceipt receipt() {
    return known;
  }

  /** All that is known of the receipt, or null where nothing is. */
  @Nullable ReceiptEntry entry() {
    return entry;
  }

  /** The purchase in the history, or null where it is not known here. */
  @Nullable HistoryEntry saleFact() {
    return saleFact;
  }

  private Sale sale() {
    if (saleFact == null) {
      throw new IllegalStateException("the purchase of " + refund.id() + " is not known");
    }
    return saleFact.sale();
  }

  /** What earlier returns left of the receipt; a return that this one repeats left everything. */
  ReceiptState state() {
    if (state == null) {
      state =
          ReceiptState.of(
              sale(),
              entry == null ? EntryTimeline.EMPTY : entry.claims(),
              f -> view.sees(f) && !f.id().equals(refund.id()) && !isRepeated(f),
              view::claim);
    }
    return state;
  }

  private boolean isRepeated(HistoryEntry earlier) {
    return EarlierAttempts.takesPlaceOf(earlier, refund, view.now(), view)
        || (entry != null && entry.isRetried(earlier, view));
  }

  /** Which units this return takes of the purchase. */
  public RefundAllocation allocation() {
    if (allocation == null) {
      allocation = RefundAllocation.of(sale(), state().left(), refund.lines());
    }
    return allocation;
  }

  /**
   * What would be paid. Without a known purchase that is what is asked, at most the catalogue's
   * price.
   */
  public long payableMinor() {
    if (saleFact != null) {
      return allocation().refundMinor();
    }
    long sum = 0;
    for (LineItem line : refund.lines()) {
      Catalog.Item item = view.context().item(line.sku());
      long price = item == null ? line.unitPriceMinor() : item.priceMinor();
      sum += line.quantity() * Math.min(line.unitPriceMinor(), price);
    }
    return sum;
  }

  /** Units of the purchase that earlier returns took or reserve; only where it is known. */
  public int unitsReturnedBefore() {
    int sold = 0;
    for (LineItem line : sale().lines()) {
      sold += line.quantity();
    }
    return sold - IntStream.of(state().left()).sum();
  }
}
