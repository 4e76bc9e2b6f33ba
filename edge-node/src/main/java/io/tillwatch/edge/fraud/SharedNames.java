package io.tillwatch.edge.fraud;

import io.tillwatch.edge.checkout.model.LineItem;
import io.tillwatch.edge.checkout.model.Return;
import io.tillwatch.edge.checkout.model.Sale;
import io.tillwatch.edge.checkout.model.Tender;
import io.tillwatch.edge.checkout.model.Transaction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets transactions that are kept share the names that come again and again: stores, lanes, people,
 * cards, articles. A million transactions otherwise hold each name a million times. For one thread.
 */
final class SharedNames {
  private static final int MOST = 500_000;

  private final Map<String, String> names = new HashMap<>();

  /** The same transaction, with shared names. */
  Transaction in(Transaction transaction) {
    return transaction instanceof Sale sale ? in(sale) : in((Return) transaction);
  }

  private Sale in(Sale sale) {
    return new Sale(
        sale.id(),
        sale.at(),
        one(sale.storeId()),
        sale.receiptNumber(),
        one(sale.laneId()),
        one(sale.cashierId()),
        one(sale.customerId()),
        one(sale.currency()),
        in(sale.lines()),
        in(sale.tender()),
        sale.photo(),
        sale.giftReceipt(),
        one(sale.employeeId()));
  }

  private Return in(Return refund) {
    return new Return(
        refund.id(),
        refund.at(),
        one(refund.storeId()),
        refund.receiptNumber(),
        one(refund.laneId()),
        one(refund.cashierId()),
        one(refund.customerId()),
        one(refund.currency()),
        in(refund.lines()),
        in(refund.refundTender()),
        refund.photo(),
        one(refund.reason()),
        refund.giftReceiptPresented(),
        refund.exchange(),
        one(refund.supervisorId()),
        refund.reprint(),
        refund.entry(),
        refund.originalCardPresent(),
        refund.customerPresent(),
        refund.retryOf());
  }

  private List<LineItem> in(List<LineItem> lines) {
    return lines.stream()
        .map(
            line ->
                new LineItem(
                    one(line.sku()),
                    line.quantity(),
                    line.unitPriceMinor(),
                    line.serial(),
                    line.condition()))
        .toList();
  }

  private Tender in(Tender tender) {
    return tender == null
        ? null
        : new Tender(tender.type(), one(tender.token()), tender.giftCardActivatedAt());
  }

  private String one(String name) {
    if (name == null) {
      return null;
    }
    String known = names.get(name);
    if (known != null) {
      return known;
    }
    if (names.size() < MOST) {
      names.put(name, name);
    }
    return name;
  }
}
