package io.tillwatch.edge.checkout;

import io.tillwatch.edge.checkout.model.LineItem;
import io.tillwatch.edge.checkout.model.ReturnRequest;
import io.tillwatch.edge.checkout.model.SaleRequest;
import io.tillwatch.edge.checkout.model.Submission;
import io.tillwatch.edge.checkout.model.Tender;
import java.util.List;
import java.util.UUID;

/** T-shirts, bought for cash and brought back. */
final class SampleVisits {
  static final long PRICE = 2999;

  private SampleVisits() {}

  /**
   * @param employee who buys, where the customer works here; or null
   */
  static Submission shirtSold(String customer, String employee) {
    return shirtsSold(1, customer, employee);
  }

  /**
   * @param employee who buys, where the customer works here; or null
   */
  static Submission shirtsSold(int units, String customer, String employee) {
    SaleRequest sale =
        new SaleRequest(
            "A-01",
            "C-17",
            customer,
            "USD",
            List.of(new LineItem("SHIRT_001", units, PRICE, null, null)),
            cash(),
            null,
            false,
            employee);
    return submission(sale, null);
  }

  static Submission shirtBack(String receipt, String customer, String cashier) {
    return shirtBack(receipt, customer, cashier, null);
  }

  /**
   * @param retryOf the held return that this one repeats, or null
   */
  static Submission shirtBack(String receipt, String customer, String cashier, String retryOf) {
    return shirtsBack(1, receipt, customer, cashier, retryOf);
  }

  /**
   * @param retryOf the held return that this one repeats, or null
   */
  static Submission shirtsBack(
      int units, String receipt, String customer, String cashier, String retryOf) {
    ReturnRequest refund =
        new ReturnRequest(
            "L-" + cashier,
            cashier,
            customer,
            "USD",
            receipt,
            List.of(new LineItem("SHIRT_001", units, PRICE, null, LineItem.Condition.NEW)),
            cash(),
            null,
            "CHANGED_MIND",
            false,
            false,
            null,
            false,
            null,
            null,
            null,
            retryOf);
    return submission(null, refund);
  }

  private static Tender cash() {
    return new Tender(Tender.Type.CASH, null, null);
  }

  private static Submission submission(SaleRequest sale, ReturnRequest refund) {
    String key = UUID.randomUUID().toString();
    return new Submission(sale, refund, "till", key, key);
  }
}
