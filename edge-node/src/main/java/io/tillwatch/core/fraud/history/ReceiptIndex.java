package io.tillwatch.core.fraud.history;

import io.tillwatch.core.retail.ReceiptNumber;
import org.jspecify.annotations.Nullable;

/**
 * Receipts by number, however it was typed: see {@link ReceiptNumber#key}. Of most receipts nothing
 * but the sale is known, so that a lone sale is kept without an entry.
 */
final class ReceiptIndex {
  private final CompactMap<Object> byNumber = new CompactMap<>();

  /** Notes a sale and answers the returns that were heard of before it. */
  EntryTimeline sold(String number, HistoryEntry sale) {
    String key = ReceiptNumber.key(number);
    Object held = byNumber.putIfAbsent(key, sale);
    if (held == null) {
      return EntryTimeline.EMPTY;
    }
    ReceiptEntry entry = entry(key, held);
    entry.sold(sale);
    return entry.claims();
  }

  /** The entry of a number, made where there is none. */
  ReceiptEntry entry(String number) {
    String key = ReceiptNumber.key(number);
    return entry(key, byNumber.get(key));
  }

  private ReceiptEntry entry(String key, @Nullable Object held) {
    if (held instanceof ReceiptEntry entry) {
      return entry;
    }
    ReceiptEntry entry = new ReceiptEntry((HistoryEntry) held);
    byNumber.put(key, entry);
    return entry;
  }

  /** What is known of a number, to be read only, or null. */
  @Nullable ReceiptEntry find(@Nullable String number) {
    Object held = number == null ? null : byNumber.get(ReceiptNumber.key(number));
    return held instanceof HistoryEntry sale ? new ReceiptEntry(sale) : (ReceiptEntry) held;
  }

  void forget(HistoryEntry historyEntry) {
    String number = historyEntry.transaction().receiptNumber();
    if (number == null) {
      return;
    }
    String key = ReceiptNumber.key(number);
    Object held = byNumber.get(key);
    if (held == historyEntry
        || (held instanceof ReceiptEntry entry && entry.forget(historyEntry))) {
      byNumber.remove(key);
    }
  }
}
