package io.tillwatch.core.checkout;

import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.LineQuantity;
import io.tillwatch.core.retail.Sale;
import io.tillwatch.core.retail.Transaction;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Money that a return paid for units of one article.
 *
 * @param line of the sale, or {@link DoubleRefundFinding#WHOLE_RETURN} where the article is not on
 *     it, or was not paid for in its money
 * @param sku the article, or null for what is too much whatever was sold
 * @param units how many
 * @param minor what was paid for them together
 */
record ArticleRefund(int line, @Nullable String sku, int units, long minor) {

  /** What a paid return paid, article by article; together what it refunded. */
  static List<ArticleRefund> of(Sale sale, TransactionView view) {
    Transaction refund = view.posted().transaction();
    if (!refund.currency().equals(sale.currency())) {
      return inOtherMoney(sale, view);
    }
    return view.isUnassigned()
        ? byLineOfReturn(sale, refund.lines(), view.refundMinor())
        : byTake(sale, view.taken(), view.refundMinor());
  }

  /** Its units come off the sale; its money cannot be compared with the sale's: all is too much. */
  private static List<ArticleRefund> inOtherMoney(Sale sale, TransactionView view) {
    List<ArticleRefund> payments = new ArrayList<>();
    if (view.isUnassigned()) {
      payments.addAll(byLineOfReturn(sale, view.posted().transaction().lines(), 0));
    } else {
      payments.addAll(byTake(sale, view.taken(), 0));
    }
    payments.add(new ArticleRefund(DoubleRefundFinding.WHOLE_RETURN, null, 0, view.refundMinor()));
    return payments;
  }

  private static List<ArticleRefund> byLineOfReturn(
      Sale sale, List<LineItem> lines, long refundMinor) {
    List<Long> shares = shares(refundMinor, lines.stream().map(LineItem::totalMinor).toList());
    List<ArticleRefund> payments = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      LineItem back = lines.get(i);
      int line = LineAssignment.lineOf(sale, back.sku());
      String sku = line < 0 ? null : back.sku();
      payments.add(
          new ArticleRefund(
              line < 0 ? DoubleRefundFinding.WHOLE_RETURN : line,
              sku,
              back.quantity(),
              shares.get(i)));
    }
    return payments;
  }

  private static List<ArticleRefund> byTake(Sale sale, List<LineQuantity> taken, long refundMinor) {
    List<LineQuantity> takes =
        taken.stream()
            .filter(take -> take.line() >= 0 && take.line() < sale.lines().size())
            .toList();
    boolean stated = takes.stream().mapToLong(LineQuantity::refundMinor).sum() == refundMinor;
    List<Long> shares =
        shares(
            refundMinor,
            takes.stream()
                .map(
                    take ->
                        stated
                            ? take.refundMinor()
                            : take.units() * sale.lines().get(take.line()).unitPriceMinor())
                .toList());
    List<ArticleRefund> payments = new ArrayList<>();
    for (int i = 0; i < takes.size(); i++) {
      LineQuantity take = takes.get(i);
      String sku = sale.lines().get(take.line()).sku();
      payments.add(new ArticleRefund(take.line(), sku, take.units(), shares.get(i)));
    }
    return payments;
  }

  /** A sum divided by weights, the last share taking what rounding leaves. */
  private static List<Long> shares(long sum, List<Long> weights) {
    long all = weights.stream().mapToLong(Long::longValue).sum();
    List<Long> shares = new ArrayList<>(weights.size());
    long given = 0;
    for (int i = 0; i < weights.size(); i++) {
      boolean last = i == weights.size() - 1;
      long share = last ? sum - given : all == 0 ? 0 : part(sum, weights.get(i), all);
      given += share;
      shares.add(share);
    }
    return shares;
  }

  /** sum x weight / all; the product of two may be too large for a long. */
  private static long part(long sum, long weight, long all) {
    return BigInteger.valueOf(sum)
        .multiply(BigInteger.valueOf(weight))
        .divide(BigInteger.valueOf(all))
        .longValueExact();
  }
}
