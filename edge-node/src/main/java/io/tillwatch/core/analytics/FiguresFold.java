package io.tillwatch.core.analytics;

import io.tillwatch.core.alerts.AlertView;
import io.tillwatch.core.checkout.DoubleRefundFinding;
import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.checkout.PostedSale;
import io.tillwatch.core.checkout.TransactionView;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.Resolution;
import io.tillwatch.core.retail.Sale;
import io.tillwatch.core.retail.Transaction;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Figures of every store, kept up to date transaction by transaction. A plain approved transaction
 * is counted and forgotten; one that was flagged, voided or judged is remembered, so that it can be
 * counted anew when more is said of it. Not safe for use by several threads.
 */
public final class FiguresFold {
  private final String currency;
  private final Counters all = new Counters();
  private final Map<String, Counters> byStore = new TreeMap<>();
  private final Map<String, TransactionStanding> remembered = new HashMap<>();
  private final Map<String, TransactionStanding.Retry> retries = new HashMap<>();
  private final Trends trends;
  private final Cashiers cashiers = new Cashiers();

  /**
   * An empty fold.
   *
   * @param currency whose money is summed; transactions of others are counted without their money
   * @param categories category of each SKU
   * @param zones time zone of each store that has one
   */
  public FiguresFold(String currency, Map<String, String> categories, Map<String, ZoneId> zones) {
    this.currency = currency;
    this.trends = new Trends(categories, zones);
  }

  /** Whether a transaction is settled as soon as it is posted, as far as figures go. */
  public static boolean isPlain(Posted posted) {
    return posted.assessment().decision() == Decision.APPROVE;
  }

  /** Counts a transaction for the first time. */
  public void first(StoredFact stored, @Nullable Sale sale) {
    TransactionView view = TransactionView.of(stored).orElseThrow();
    TransactionStanding transactionStanding = standing(view, stored, sale);
    boolean ours = currency.equals(view.posted().transaction().currency());
    trends.count(view.posted(), ours);
    cashiers.count(view.posted(), ours);
    count(transactionStanding, 1);
    if (!isPlain(view.posted()) || !stored.about().isEmpty()) {
      remembered.put(view.id(), transactionStanding);
    }
    noteRetry(view);
  }

  /** Counts a transaction anew, because more was said of it since {@link #first}. */
  public void again(StoredFact stored, @Nullable Sale sale) {
    TransactionView view = TransactionView.of(stored).orElseThrow();
    TransactionStanding before = remembered.get(view.id());
    if (before == null) {
      before = standing(TransactionView.fresh(view.posted()), null, sale);
    }
    TransactionStanding now = standing(view, stored, sale);
    count(before, -1);
    count(now, 1);
    remembered.put(view.id(), now);
  }

  /** Whether the transaction is remembered, that is counted and more than plain. */
  public boolean remembers(String transactionId) {
    return remembered.containsKey(transactionId);
  }

  public Figures all() {
    return Figures.of(all);
  }

  /** Figures by the store a transaction happened in. */
  public Map<String, Figures> byStore() {
    Map<String, Figures> figures = new TreeMap<>();
    byStore.forEach((store, tally) -> figures.put(store, Figures.of(tally)));
    return figures;
  }

  /**
   * The attempts that make the value protected, newest first: the sum of their amounts is the
   * figure.
   */
  public List<ProtectedAttempt> protectedAttempts(ProtectedAttempt.Choice choice) {
    return remembered.values().stream()
        .filter(standing -> choice.matches(standing.attempt()))
        .filter(standing -> standing.tally().get(Counters.Count.PROTECTED_MINOR) > 0)
        .map(TransactionStanding::attempt)
        .sorted(ProtectedAttempt.NEWEST_FIRST)
        .toList();
  }

  /** A stretch of time, cut in several ways. */
  public Patterns patterns(Patterns.Query query) {
    return Patterns.of(trends, query);
  }

  /** Cashiers of a stretch of time, beside each other. */
  public Cashiers.Table cashiers(Patterns.Query query) {
    return cashiers.table(query);
  }

  /** What each rule did in a stretch of time, and what reviewers say of it. */
  public Map<String, RuleFigures> rules(RuleFigures.Query query) {
    Instant from = Trends.Width.HOUR.startOf(query.from());
    ProtectedAttempt.Choice choice =
        new ProtectedAttempt.Choice(query.storeId(), from, Patterns.endOf(query.to()));
    Map<String, RuleFigures> rules =
        RuleFigures.hits(
            patterns(
                    new Patterns.Query(query.from(), query.to(), Trends.Width.DAY, query.storeId()))
                .all());
    remembered.values().stream()
        .filter(standing -> choice.matches(standing.attempt()))
        .forEach(
            standing -> {
              RuleFigures counted = RuleFigures.outcome(standing, false);
              RuleFigures tried = RuleFigures.outcome(standing, true);
              standing
                  .attempt()
                  .reasons()
                  .forEach(code -> rules.merge(code, counted, RuleFigures::plus));
              standing.shadow().forEach(code -> rules.merge(code, tried, RuleFigures::plus));
            });
    return rules;
  }

  /** Figures of a stretch of time, by the store a transaction happened in; hours are whole. */
  public Map<String, Figures> byStore(Instant from, Instant to) {
    Map<String, Figures> figures = new TreeMap<>();
    trends.byStore(from, to).forEach((store, tally) -> figures.put(store, Figures.of(tally)));
    return figures;
  }

  /** Figures of a stretch of time, of all stores; hours are whole. */
  public Figures all(Instant from, Instant to) {
    Counters together = new Counters();
    trends.byStore(from, to).values().forEach(tally -> together.add(tally, 1));
    return Figures.of(together);
  }

  /** Tells what time it is by this node's clock, so that trends can forget. */
  public void passes(Instant now) {
    trends.passes(now);
    cashiers.passes(now);
  }

  public Trends trends() {
    return trends;
  }

  private void noteRetry(TransactionView view) {
    if (!(view.posted() instanceof PostedReturn posted) || posted.refund().retryOf() == null) {
      return;
    }
    String original = posted.refund().retryOf();
    TransactionStanding.Retry retry =
        isPlain(view.posted())
            ? TransactionStanding.Retry.APPROVED
            : TransactionStanding.Retry.FLAGGED;
    TransactionStanding.Retry known =
        retries.merge(original, retry, (a, b) -> a == TransactionStanding.Retry.APPROVED ? a : b);
    TransactionStanding before = remembered.get(original);
    if (before != null) {
      TransactionStanding now = before.with(known);
      count(before, -1);
      count(now, 1);
      remembered.put(original, now);
    }
  }

  private void count(TransactionStanding standing, int sign) {
    Counters tally = standing.tally();
    all.add(tally, sign);
    byStore.computeIfAbsent(standing.storeId(), store -> new Counters()).add(tally, sign);
    trends.add(standing.storeId(), standing.attempt().at(), tally, sign);
  }

  private TransactionStanding standing(
      TransactionView view, @Nullable StoredFact stored, @Nullable Sale sale) {
    Transaction transaction = view.posted().transaction();
    boolean ours = currency.equals(transaction.currency());
    boolean isSale = view.posted() instanceof PostedSale;
    return new TransactionStanding(
        TransactionStanding.attempt(view.posted(), ours && !isSale ? asked(transaction, sale) : 0),
        isSale,
        view.status(),
        new TransactionStanding.Effect(
            view.voided(),
            ours && isSale ? transaction.totalMinor() : 0,
            ours ? view.refundMinor() : 0),
        stored == null ? null : verdict(stored),
        stored != null && isFound(stored, view.id()),
        retries.get(view.id()),
        TransactionStanding.codes(view.posted().assessment().shadow()));
  }

  /** Whether the merged history shows that this return was paid too much. */
  public static boolean isFound(StoredFact stored, String transactionId) {
    for (StoredFact about : stored.about()) {
      if (about.fact() instanceof DoubleRefundFinding finding
          && AlertView.latestReturn(finding).equals(transactionId)) {
        return true;
      }
    }
    return false;
  }

  /** What a reviewer found of it, or null. */
  public static Resolution.@Nullable Outcome verdict(StoredFact stored) {
    if (stored.about().isEmpty()) {
      return null;
    }
    return stored.about().stream()
        .map(StoredFact::fact)
        .filter(Resolution.class::isInstance)
        .map(Resolution.class::cast)
        .min(Comparator.comparing(Resolution::at).thenComparing(Resolution::id))
        .map(Resolution::outcome)
        .orElse(null);
  }

  /** What a return asks for; a line is worth at most what was paid for its SKU, if it was sold. */
  private static long asked(Transaction refund, @Nullable Sale sale) {
    if (sale == null) {
      return refund.totalMinor();
    }
    Map<String, Long> dearest = new HashMap<>();
    for (LineItem sold : sale.lines()) {
      dearest.merge(sold.sku(), sold.unitPriceMinor(), Math::max);
    }
    return refund.lines().stream()
        .mapToLong(
            line ->
                line.quantity()
                    * Math.min(
                        line.unitPriceMinor(),
                        dearest.getOrDefault(line.sku(), line.unitPriceMinor())))
        .sum();
  }
}
