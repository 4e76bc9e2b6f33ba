package io.tillwatch.core.fraud.rules;

import static io.tillwatch.core.fraud.EvidenceGroup.VALUE;

import io.tillwatch.core.fraud.Evidence;
import io.tillwatch.core.fraud.ReasonCode;
import io.tillwatch.core.fraud.Remedy;
import io.tillwatch.core.fraud.history.AmountHistogram;
import io.tillwatch.core.fraud.history.EntryTimeline;
import io.tillwatch.core.fraud.history.HistoryEntry;
import io.tillwatch.core.fraud.history.StoreFigures;
import io.tillwatch.core.retail.Catalog;
import io.tillwatch.core.retail.LineItem;
import java.util.List;

/** How much money. The first three weigh together at most what the value cap allows. */
final class ValueRules {
  private static final long[] LIMITS = {10_000, 25_000, 50_000, 100_000, 200_000, 500_000};

  static final List<Rule> ALL =
      List.of(
          Rule.of(ReasonCode.HIGH_VALUE, VALUE, 15)
              .strength("highestPoints", 25)
              .parameter("highPerTenThousand", 9_900, 5_000, 10_000)
              .parameter("highestPerTenThousand", 9_990, 5_000, 10_000)
              .parameter("samples", 200, 1, 1_000_000)
              .parameter("withoutSamplesMinor", 100_000, 0, 1_000_000_000)
              .remedy(Remedy.SUPERVISOR)
              .when(ValueRules::highValue),
          Rule.of(ReasonCode.UNUSUAL_AMOUNT, VALUE, 15)
              .parameter("deviations", 4, 1, 20)
              .parameter("purchases", 8, 3, 500)
              .when(ValueRules::unusualAmount),
          Rule.of(ReasonCode.WATCHLISTED_ITEM, VALUE, 15).when(ValueRules::watchlistedItem),
          Rule.of(ReasonCode.STRUCTURING, VALUE, 40)
              .parameter("count", 2, 2, 50)
              .parameter("days", 7, 1, 90)
              .parameter("fromPercent", 90, 50, 100)
              .when(ValueRules::structuring));

  private ValueRules() {}

  private static void highValue(Dossier d, RuleSettings s, Hits hits) {
    if (!d.context().isOurMoney(d.refund())) {
      return;
    }
    for (LineItem line : d.refund().lines()) {
      String category = StoreFigures.category(d.context(), line.sku());
      AmountHistogram amounts = d.view().figures(d.transaction().storeId()).amounts(category);
      Evidence evidence = new Evidence("amount", Long.toString(line.totalMinor()), category);
      if (amounts.total() < s.of("samples")) {
        if (line.totalMinor() >= s.of("withoutSamplesMinor")) {
          hits.add(s.points(), evidence);
        }
        continue;
      }
      long below = amounts.perTenThousandBelow(line.totalMinor());
      if (below >= s.of("highestPerTenThousand")) {
        hits.add(s.pointsOf("highestPoints"), evidence);
      } else if (below >= s.of("highPerTenThousand")) {
        hits.add(s.points(), evidence);
      }
    }
  }

  private static void unusualAmount(Dossier d, RuleSettings s, Hits hits) {
    if (!d.context().isOurMoney(d.refund())) {
      return;
    }
    EntryTimeline own = d.account();
    if (own.size() < s.of("purchases")) {
      return;
    }
    long n = 0;
    long sum = 0;
    long squares = 0;
    for (int i = 0; i < own.size(); i++) {
      HistoryEntry entry = own.get(i);
      if (entry.isSale() && !d.isPurchase(entry) && isOurs(d, entry)) {
        long units = wholeUnits(entry.transaction().totalMinor());
        n++;
        sum += units;
        squares += units * units;
      }
    }
    if (n < s.of("purchases")) {
      return;
    }
    // (x - mean) / deviation > z, times n and squared
    double above = n * (double) wholeUnits(d.refund().totalMinor()) - sum;
    double spread = Math.max((double) n * squares - (double) sum * sum, (double) n * n);
    if (above > 0 && above * above > s.of("deviations") * s.of("deviations") * spread) {
      hits.add(
          s.points(),
          new Evidence("amount", Long.toString(d.refund().totalMinor()), "usual " + sum / n));
    }
  }

  private static boolean isOurs(Dossier d, HistoryEntry entry) {
    return d.view().sees(entry) && d.context().isOurMoney(entry.transaction());
  }

  private static long wholeUnits(long minor) {
    return Math.min(minor / 100, 10_000_000L);
  }

  private static void watchlistedItem(Dossier d, RuleSettings s, Hits hits) {
    for (LineItem line : d.refund().lines()) {
      Catalog.Item item = d.context().item(line.sku());
      if (item != null && item.watchlisted()) {
        hits.add(s.points(), new Evidence("sku", item.sku(), "watch list"));
      }
    }
  }

  private static void structuring(Dossier d, RuleSettings s, Hits hits) {
    long limit =
        d.context().isOurMoney(d.refund())
            ? limitJustAbove(d.refund().totalMinor(), s.of("fromPercent"))
            : 0;
    if (limit == 0) {
      return;
    }
    int count =
        d.person()
            .visits(
                s.days("days"),
                f ->
                    d.view().claim(f) != HistoryEntry.Claim.NONE
                        && d.context().isOurMoney(f.transaction())
                        && limitJustAbove(f.transaction().totalMinor(), s.of("fromPercent"))
                            == limit);
    if (count >= s.of("count")) {
      hits.add(
          s.points(), new Evidence("count", Integer.toString(count), "visits just below " + limit));
    }
  }

  /** The approval limit that an amount stays just below, or 0. */
  private static long limitJustAbove(long amount, long fromPercent) {
    for (long limit : LIMITS) {
      if (amount <= limit && amount * 100 >= limit * fromPercent) {
        return limit;
      }
    }
    return 0;
  }
}
