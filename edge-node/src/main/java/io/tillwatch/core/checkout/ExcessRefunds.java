package io.tillwatch.core.checkout;

import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.Sale;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What paid returns of a receipt paid beyond what was sold, article by article, the first come
 * first served. Only ever more of a receipt's returns prove too much as a store learns more, never
 * fewer: so the k-th excess of a line has one id in every store, in whatever order they meet.
 */
final class ExcessRefunds {

  /** What is left of one article. */
  private static final class Left {
    private long units;
    private long minor;
    private final List<String> paid = new ArrayList<>();
  }

  /** Too much of one line, by one return. */
  private record Over(int units, long minor) {
    Over and(Over more) {
      return new Over(units + more.units, minor + more.minor);
    }
  }

  private final Sale sale;
  private final Map<String, Left> left = new HashMap<>();
  private final Map<Integer, Integer> found = new HashMap<>();
  private final List<DoubleRefundFinding> findings = new ArrayList<>();

  private ExcessRefunds(Sale sale) {
    this.sale = sale;
    for (LineItem line : sale.lines()) {
      Left article = left.computeIfAbsent(line.sku(), sku -> new Left());
      article.units += line.quantity();
      article.minor += line.totalMinor();
    }
  }

  /**
   * Every excess refund as a finding.
   *
   * @param paid returns that were paid, in order of time
   */
  static List<DoubleRefundFinding> of(Sale sale, List<TransactionView> paid) {
    ExcessRefunds excess = new ExcessRefunds(sale);
    paid.forEach(excess::pay);
    return List.copyOf(excess.findings);
  }

  private void pay(TransactionView view) {
    Map<Integer, Over> overs = new LinkedHashMap<>();
    Map<Integer, Left> articles = new HashMap<>();
    Set<String> touched = new HashSet<>();
    for (ArticleRefund payment : ArticleRefund.of(sale, view)) {
      Left article = left.get(payment.sku());
      if (article != null && touched.add(payment.sku())) {
        article.paid.add(view.id());
      }
      Over over = over(payment, article);
      if (over.units > 0 || over.minor > 0) {
        overs.merge(payment.line(), over, Over::and);
        articles.put(payment.line(), article);
      }
    }
    overs.forEach((line, over) -> findings.add(finding(view, line, articles.get(line), over)));
  }

  private static Over over(ArticleRefund payment, @Nullable Left article) {
    if (article == null) {
      return new Over(payment.units(), payment.minor());
    }
    long units = Math.min(article.units, payment.units());
    long minor = Math.min(article.minor, payment.minor());
    article.units -= units;
    article.minor -= minor;
    return new Over((int) (payment.units() - units), payment.minor() - minor);
  }

  private DoubleRefundFinding finding(
      TransactionView view, int line, @Nullable Left article, Over over) {
    boolean whole = line == DoubleRefundFinding.WHOLE_RETURN;
    String receipt = sale.receiptNumber();
    return DoubleRefundFinding.builder()
        .id(
            whole
                ? DoubleRefundFinding.idFor(DoubleRefundFinding.Kind.DOUBLE_REFUND, view.id())
                : DoubleRefundFinding.idFor(receipt, line, found.merge(line, 1, Integer::sum)))
        .at(view.posted().transaction().at())
        .storeId(sale.storeId())
        .kind(DoubleRefundFinding.Kind.DOUBLE_REFUND)
        .receipt(receipt)
        .line(line)
        .returns(article == null ? List.of(view.id()) : article.paid)
        .overUnits(over.units)
        .overMinor(over.minor)
        .build();
  }
}
