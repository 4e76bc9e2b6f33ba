package io.tillwatch.core.fraud.rules;

import io.tillwatch.core.checkout.ReceiptHistory;
import io.tillwatch.core.checkout.ReceiptKnowledge;
import io.tillwatch.core.checkout.TransactionView;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.fraud.history.HistoryEntry;
import io.tillwatch.core.fraud.history.HistoryView;
import io.tillwatch.core.fraud.history.ReceiptEntry;
import io.tillwatch.core.fraud.history.Visibility;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the receipt that a return names: what scoring remembers, and over it what the
 * ledger says. Where both know a transaction, memory's word is taken; what memory has dropped or
 * not heard of yet comes from the ledger.
 *
 * @param entry null where neither knows anything
 * @param fromLedger the transactions that only the ledger knows
 * @param voided the ledger says that the sale was cancelled
 * @param disputed the ledger says that its payment was charged back
 */
record KnownReceipt(
    @Nullable ReceiptEntry entry, List<HistoryEntry> fromLedger, boolean voided, boolean disputed) {

  static KnownReceipt of(
      @Nullable String number, HistoryView view, @Nullable ReceiptKnowledge ledger) {
    ReceiptEntry memory = view.receipt(number);
    if (number == null || ledger == null) {
      return new KnownReceipt(memory, List.of(), false, false);
    }
    ReceiptHistory history = ledger.history();
    List<HistoryEntry> more = lacking(memory, history);
    ReceiptEntry entry = more.isEmpty() ? memory : ReceiptEntry.joined(memory, more);
    return new KnownReceipt(entry, more, history.voided(), history.disputed());
  }

  private static List<HistoryEntry> lacking(@Nullable ReceiptEntry memory, ReceiptHistory history) {
    List<HistoryEntry> more = new ArrayList<>(0);
    if (history.sale() != null && (memory == null || memory.sale() == null)) {
      more.add(new HistoryEntry(history.sale().sale(), Decision.APPROVE, Visibility.AT_ONCE));
    }
    for (TransactionView view : history.returns()) {
      if (memory == null || !memory.hasClaim(view.id())) {
        more.add(claim(view));
      }
    }
    return more;
  }

  private static HistoryEntry claim(TransactionView view) {
    Decision decision =
        switch (view.status()) {
          case COMPLETED -> Decision.APPROVE;
          case HELD -> Decision.REVIEW;
          case BLOCKED -> Decision.BLOCK;
        };
    return new HistoryEntry(view.posted().transaction(), decision, Visibility.AT_ONCE);
  }
}
