package io.tillwatch.edge.proof;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Money and goods of every receipt, counted from outside: what tills were told and what a store
 * lists. What the product notes beside it (rights, lines taken, stand-ins, findings) is not asked.
 */
final class RefundBalance {

  /**
   * More of an article of a receipt was paid back than was sold on it.
   *
   * @param payments in the order in which they are known to have been made
   */
  record Overpaid(
      String receipt,
      String article,
      int soldUnits,
      long soldMinor,
      long overMinor,
      List<Payment> payments) {}

  private final Map<String, ApiTransaction> sales = new TreeMap<>();
  private final Map<String, List<Payment>> payments = new LinkedHashMap<>();
  private final Map<String, TillAnswer> told;

  /** Opens the book of what one store lists and of what all tills were told. */
  RefundBalance(
      Collection<ApiTransaction> listed,
      Collection<ApiTransaction> sold,
      Map<String, TillAnswer> told) {
    this.told = Map.copyOf(told);
    Map<String, Payment> paid = new TreeMap<>();
    sold.forEach(sale -> sales.put(sale.receipt(), sale));
    told.forEach(
        (id, each) -> {
          if (each.isPaid()) {
            paid.put(id, new Payment(each.answer(), each));
          }
        });
    for (ApiTransaction each : listed) {
      if (each.sale() && each.isCompleted()) {
        sales.put(each.receipt(), each);
      } else if (!each.sale() && each.isCompleted()) {
        paid.put(each.id(), new Payment(each, told.get(each.id())));
      }
    }
    paid.values().stream()
        .filter(payment -> !payment.receipt().isEmpty())
        .forEach(
            payment ->
                payments.computeIfAbsent(payment.receipt(), r -> new ArrayList<>()).add(payment));
  }

  /** The store that sold, or null where nobody did. */
  String homeOf(String receipt) {
    ApiTransaction sale = sales.get(receipt);
    return sale == null ? null : sale.store();
  }

  /** What a till was told of a return, or null where it was told nothing. */
  TillAnswer told(String id) {
    return told.get(id);
  }

  Collection<Payment> payments() {
    return payments.values().stream().flatMap(List::stream).toList();
  }

  /** Every article of which more came back than was sold. */
  List<Overpaid> overpaid() {
    List<Overpaid> over = new ArrayList<>();
    payments.forEach((receipt, paid) -> articles(paid).forEach(sku -> judge(receipt, sku, over)));
    return over;
  }

  private void judge(String receipt, String article, List<Overpaid> over) {
    ApiTransaction sale = sales.get(receipt);
    int soldUnits = sale == null ? 0 : sale.units().getOrDefault(article, 0);
    long soldMinor = sale == null ? 0 : sale.minor().getOrDefault(article, 0L);
    List<Payment> paid =
        payments.get(receipt).stream().filter(each -> each.units(article) > 0).toList();
    int units = paid.stream().mapToInt(each -> each.units(article)).sum();
    long minor = paid.stream().mapToLong(each -> each.minor(article)).sum();
    if (units > soldUnits || minor > soldMinor) {
      long tooMuch = Math.max(0, minor - soldMinor);
      over.add(new Overpaid(receipt, article, soldUnits, soldMinor, tooMuch, paid));
    }
  }

  private static Collection<String> articles(List<Payment> paid) {
    TreeSet<String> articles = new TreeSet<>();
    paid.forEach(each -> articles.addAll(each.returned().units().keySet()));
    return articles;
  }
}
