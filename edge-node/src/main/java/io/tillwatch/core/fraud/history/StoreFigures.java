package io.tillwatch.core.fraud.history;

import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.fraud.RetailContext;
import io.tillwatch.core.retail.Catalog;
import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.Return;
import io.tillwatch.core.retail.Sale;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one store's own transactions add up to: amounts per category, refunds per cashier and lane,
 * units per article. Only the store's own facts are in it, which it always knows at once. A refused
 * try refunds nothing and brings nothing back: it counts at its lane alone, so that nobody can fill
 * the figures by trying.
 */
public final class StoreFigures {
  public static final int RETURNS = 0;
  public static final int UNUSUAL = 1;
  private static final int COLUMNS = 2;

  private static final int BACK = 0;
  private static final int BACK_WITHOUT_RECEIPT = 1;
  private static final int SOLD = 2;
  private static final int ARTICLE_COLUMNS = 3;

  private final Map<String, AmountHistogram> amounts = new HashMap<>();
  private final Map<String, DayCounts> cashiers = new HashMap<>();
  private final Map<String, DayCounts> lanes = new HashMap<>();
  private final Map<String, DayCounts> articles = new HashMap<>();
  private final DayCounts all = new DayCounts(COLUMNS);

  /** Counts a transaction in. */
  void count(HistoryEntry entry, RetailContext context) {
    if (entry.isSale()) {
      countSale(entry.sale(), context, 1);
      for (LineItem line : entry.sale().lines()) {
        ofArticle(line.sku()).add(entry.since(), SOLD, line.quantity());
      }
    } else {
      countReturn(entry, entry.refund());
    }
  }

  /** Counts a sale that is too old out again; days forget by themselves. */
  void forget(HistoryEntry entry, RetailContext context) {
    if (entry.isSale()) {
      countSale(entry.sale(), context, -1);
    }
  }

  private void countSale(Sale sale, RetailContext context, int by) {
    for (LineItem line : sale.lines()) {
      if (context.isOurMoney(sale)) {
        amounts
            .computeIfAbsent(category(context, line.sku()), key -> new AmountHistogram())
            .add(line.totalMinor(), by);
      }
    }
  }

  private void countReturn(HistoryEntry entry, Return refund) {
    add(lanes, refund.laneId(), entry.since(), RETURNS, 1);
    if (entry.decision() == Decision.BLOCK) {
      return;
    }
    add(cashiers, refund.cashierId(), entry.since(), RETURNS, 1);
    all.add(entry.since(), RETURNS, 1);
    if (isUnusual(refund)) {
      add(cashiers, refund.cashierId(), entry.since(), UNUSUAL, 1);
      all.add(entry.since(), UNUSUAL, 1);
    }
    for (LineItem line : refund.lines()) {
      DayCounts article = ofArticle(line.sku());
      article.add(entry.since(), BACK, line.quantity());
      if (refund.receiptNumber() == null) {
        article.add(entry.since(), BACK_WITHOUT_RECEIPT, line.quantity());
      }
    }
  }

  private static void add(
      Map<String, DayCounts> counts, @Nullable String key, long at, int column, int amount) {
    if (key != null) {
      counts.computeIfAbsent(key, k -> new DayCounts(COLUMNS)).add(at, column, amount);
    }
  }

  private DayCounts ofArticle(String sku) {
    return articles.computeIfAbsent(sku, key -> new DayCounts(ARTICLE_COLUMNS));
  }

  /** Typed in, without receipt, or nobody there: what a cashier can do alone. */
  static boolean isUnusual(Return refund) {
    return refund.receiptNumber() == null
        || refund.entry() == Return.Entry.KEYED
        || Boolean.FALSE.equals(refund.customerPresent());
  }

  public AmountHistogram amounts(String category) {
    return amounts.getOrDefault(category, new AmountHistogram());
  }

  public long ofCashier(String cashier, int column, long now, long window) {
    return sum(cashiers, cashier, column, now, window);
  }

  public long ofLane(String lane, long now, long window) {
    return sum(lanes, lane, RETURNS, now, window);
  }

  public long unitsBack(String sku, long now, long window) {
    return sum(articles, sku, BACK, now, window);
  }

  public long unitsBackWithoutReceipt(String sku, long now, long window) {
    return sum(articles, sku, BACK_WITHOUT_RECEIPT, now, window);
  }

  public long unitsSold(String sku, long now, long window) {
    return sum(articles, sku, SOLD, now, window);
  }

  public long ofAll(int column, long now, long window) {
    return all.sum(column, now, window);
  }

  private static long sum(
      Map<String, DayCounts> counts, @Nullable String key, int column, long now, long window) {
    DayCounts days = key == null ? null : counts.get(key);
    return days == null ? 0 : days.sum(column, now, window);
  }

  /** Forgets days before a moment. */
  void forgetBefore(long moment) {
    cashiers.values().removeIf(days -> days.forgetBefore(moment));
    lanes.values().removeIf(days -> days.forgetBefore(moment));
    articles.values().removeIf(days -> days.forgetBefore(moment));
    all.forgetBefore(moment);
  }

  public static String category(RetailContext context, String sku) {
    Catalog.Item item = context.item(sku);
    return item == null || item.category() == null ? "" : item.category();
  }
}
