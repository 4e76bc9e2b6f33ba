package io.tillwatch.edge.checkout;

import io.tillwatch.core.checkout.ReturnRequest;
import io.tillwatch.core.checkout.SaleRequest;
import io.tillwatch.core.checkout.Submission;
import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.Tender;
import java.util.List;
import java.util.UUID;

/** T-shirts, bought for cash and brought back. */
final class SampleVisits {
  static final long PRICE = 2999;

  private SampleVisits() {}

  /**
   * @param employee who buys, where the customer works here; or null
   */
  static Submission.OfSale shirtSold(String customer, String employee) {
    return shirtsSold(1, customer, employee);
  }

  /**
   * @param employee who buys, where the customer works here; or null
   */
  static Submission.OfSale shirtsSold(int units, String customer, String employee) {
    SaleRequest sale =
        SaleRequest.builder()
            .laneId("A-01")
            .cashierId("C-17")
            .customerId(customer)
            .currency("USD")
            .lines(shirts(units, null))
            .tender(cash())
            .employeeId(employee)
            .build();
    String key = UUID.randomUUID().toString();
    return new Submission.OfSale(sale, "till", key, key);
  }

  /** A shirt that is paid with the customer's own card. */
  static Submission.OfSale shirtSoldByCard(String customer) {
    SaleRequest sale =
        SaleRequest.builder()
            .laneId("A-01")
            .cashierId("C-17")
            .customerId(customer)
            .currency("USD")
            .lines(shirts(1, null))
            .tender(card(customer))
            .build();
    String key = UUID.randomUUID().toString();
    return new Submission.OfSale(sale, "till", key, key);
  }

  /** The shirt comes back, and the money goes to the customer's own card. */
  static Submission.OfReturn shirtBackToCard(String receipt, String customer, String cashier) {
    return back(
        shirts(1, LineItem.Condition.NEW), receipt, customer, cashier, card(customer), null);
  }

  static Submission.OfReturn shirtBack(String receipt, String customer, String cashier) {
    return shirtBack(receipt, customer, cashier, null);
  }

  /**
   * @param retryOf the held return that this one repeats, or null
   */
  static Submission.OfReturn shirtBack(
      String receipt, String customer, String cashier, String retryOf) {
    return shirtsBack(1, receipt, customer, cashier, retryOf);
  }

  /**
   * @param retryOf the held return that this one repeats, or null
   */
  static Submission.OfReturn shirtsBack(
      int units, String receipt, String customer, String cashier, String retryOf) {
    return back(shirts(units, LineItem.Condition.NEW), receipt, customer, cashier, cash(), retryOf);
  }

  /** The same sale, with a photo. */
  static Submission.OfSale withPhoto(Submission.OfSale sold, String photoId) {
    SaleRequest sale = sold.sale();
    return new Submission.OfSale(
        SaleRequest.builder()
            .laneId(sale.laneId())
            .cashierId(sale.cashierId())
            .customerId(sale.customerId())
            .currency(sale.currency())
            .lines(sale.lines())
            .tender(sale.tender())
            .photoId(photoId)
            .giftReceipt(sale.giftReceipt())
            .employeeId(sale.employeeId())
            .build(),
        sold.actor(),
        sold.key(),
        sold.fingerprint());
  }

  /** The same return, with a photo. */
  static Submission.OfReturn withPhoto(Submission.OfReturn back, String photoId) {
    return new Submission.OfReturn(
        back.refund().toBuilder().photoId(photoId).build(),
        back.actor(),
        back.key(),
        back.fingerprint());
  }

  private static Submission.OfReturn back(
      List<LineItem> lines,
      String receipt,
      String customer,
      String cashier,
      Tender tender,
      String retryOf) {
    ReturnRequest refund =
        ReturnRequest.builder()
            .laneId("L-" + cashier)
            .cashierId(cashier)
            .customerId(customer)
            .currency("USD")
            .receiptNumber(receipt)
            .lines(lines)
            .refundTender(tender)
            .reason("CHANGED_MIND")
            .retryOf(retryOf)
            .build();
    String key = UUID.randomUUID().toString();
    return new Submission.OfReturn(refund, "till", key, key);
  }

  private static List<LineItem> shirts(int units, LineItem.Condition condition) {
    return List.of(new LineItem("SHIRT_001", units, PRICE, null, condition));
  }

  private static Tender card(String customer) {
    return new Tender(Tender.Type.CARD, "tok_" + customer, null);
  }

  private static Tender cash() {
    return new Tender(Tender.Type.CASH, null, null);
  }
}
