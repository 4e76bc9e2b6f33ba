package io.tillwatch.core.fraud.history;

import io.tillwatch.core.retail.Return;
import io.tillwatch.core.retail.Sale;
import io.tillwatch.core.retail.Tender;

/**
 * Transactions by customer account and by card. A return also counts for the account and the card
 * that paid for the goods: leaving one's own name away changes little.
 */
public final class PersonIndex {
  final FactIndex byCustomer = new FactIndex();
  final FactIndex byToken = new FactIndex();
  final FactIndex returnsByCustomer = new FactIndex();
  final FactIndex returnsByToken = new FactIndex();

  void bought(Fact fact, Sale sale) {
    byCustomer.add(sale.customerId(), fact);
    byToken.add(token(sale.tender()), fact);
  }

  void returned(Fact fact, Return refund) {
    byCustomer.add(refund.customerId(), fact);
    byToken.add(token(refund.refundTender()), fact);
    returnsByCustomer.add(refund.customerId(), fact);
    returnsByToken.add(token(refund.refundTender()), fact);
  }

  void returnedPurchaseOf(Fact refund, Sale sale) {
    returnsByCustomer.add(sale.customerId(), refund);
    returnsByToken.add(token(sale.tender()), refund);
  }

  void forget(Fact fact, ReceiptEntry entry) {
    if (fact.sale() != null) {
      byCustomer.remove(fact.sale().customerId(), fact);
      byToken.remove(token(fact.sale().tender()), fact);
      return;
    }
    Return refund = fact.refund();
    byCustomer.remove(refund.customerId(), fact);
    byToken.remove(token(refund.refundTender()), fact);
    returnsByCustomer.remove(refund.customerId(), fact);
    returnsByToken.remove(token(refund.refundTender()), fact);
    if (entry != null && entry.sale() != null) {
      returnsByCustomer.remove(entry.sale().sale().customerId(), fact);
      returnsByToken.remove(token(entry.sale().sale().tender()), fact);
    }
  }

  public static String token(Tender tender) {
    return tender == null ? null : tender.token();
  }
}
