package io.tillwatch.core.fraud.history;

import io.tillwatch.core.retail.Return;
import io.tillwatch.core.retail.Sale;
import io.tillwatch.core.retail.Tender;
import org.jspecify.annotations.Nullable;

/**
 * Transactions by customer account and by card. A return also counts for the account and the card
 * that paid for the goods: leaving one's own name away changes little.
 */
public final class PersonIndex {
  final EntryIndex byCustomer = new EntryIndex();
  final EntryIndex byToken = new EntryIndex();
  final EntryIndex returnsByCustomer = new EntryIndex();
  final EntryIndex returnsByToken = new EntryIndex();

  void bought(HistoryEntry historyEntry, Sale sale) {
    byCustomer.add(sale.customerId(), historyEntry);
    byToken.add(token(sale.tender()), historyEntry);
  }

  void returned(HistoryEntry historyEntry, Return refund) {
    byCustomer.add(refund.customerId(), historyEntry);
    byToken.add(token(refund.refundTender()), historyEntry);
    returnsByCustomer.add(refund.customerId(), historyEntry);
    returnsByToken.add(token(refund.refundTender()), historyEntry);
  }

  void returnedPurchaseOf(HistoryEntry refund, Sale sale) {
    returnsByCustomer.add(sale.customerId(), refund);
    returnsByToken.add(token(sale.tender()), refund);
  }

  void forget(HistoryEntry historyEntry, @Nullable ReceiptEntry entry) {
    if (historyEntry.isSale()) {
      byCustomer.remove(historyEntry.sale().customerId(), historyEntry);
      byToken.remove(token(historyEntry.sale().tender()), historyEntry);
      return;
    }
    Return refund = historyEntry.refund();
    byCustomer.remove(refund.customerId(), historyEntry);
    byToken.remove(token(refund.refundTender()), historyEntry);
    returnsByCustomer.remove(refund.customerId(), historyEntry);
    returnsByToken.remove(token(refund.refundTender()), historyEntry);
    HistoryEntry sold = entry == null ? null : entry.sale();
    if (sold != null) {
      returnsByCustomer.remove(sold.sale().customerId(), historyEntry);
      returnsByToken.remove(token(sold.sale().tender()), historyEntry);
    }
  }

  public static @Nullable String token(@Nullable Tender tender) {
    return tender == null ? null : tender.token();
  }
}
