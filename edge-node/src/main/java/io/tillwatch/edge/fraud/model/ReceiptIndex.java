package io.tillwatch.edge.fraud.model;

import java.util.HashMap;
import java.util.Map;

/** Receipts by number, however it was typed: see {@link Names#receiptKey}. */
final class ReceiptIndex {
  private final Map<String, ReceiptEntry> byNumber = new HashMap<>();

  /** The entry of a number, made where there is none. */
  ReceiptEntry entry(String number) {
    return byNumber.computeIfAbsent(Names.receiptKey(number), made -> new ReceiptEntry());
  }

  /** The entry of a number, or null. */
  ReceiptEntry find(String number) {
    return number == null ? null : byNumber.get(Names.receiptKey(number));
  }

  void forget(Fact fact) {
    String number = fact.transaction().receiptNumber();
    ReceiptEntry entry = find(number);
    if (entry != null && entry.forget(fact)) {
      byNumber.remove(Names.receiptKey(number));
    }
  }
}
