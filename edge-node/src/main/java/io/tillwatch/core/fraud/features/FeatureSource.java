package io.tillwatch.core.fraud.features;

import io.tillwatch.core.fraud.history.EntryTimeline;
import io.tillwatch.core.fraud.history.HistoryEntry;
import io.tillwatch.core.fraud.history.HistoryView;
import io.tillwatch.core.fraud.rules.Dossier;
import io.tillwatch.core.retail.Return;
import java.time.DayOfWeek;
import java.time.ZonedDateTime;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the features of one return are computed from; the person's past is walked once. */
final class FeatureSource {
  static final long DAY = 86_400_000L;

  private final Dossier dossier;
  private final Return refund;
  private final HistoryView view;
  private final PersonWindow week;
  private final PersonWindow month;
  private final PersonWindow quarter;
  private final PersonWindow year;
  private final CounterFacts counter;
  private final GoodsFacts goods;
  private final TenderFacts tender;
  private final @Nullable ZonedDateTime local;

  FeatureSource(Dossier dossier) {
    this.dossier = dossier;
    this.refund = dossier.refund();
    this.view = dossier.view();
    this.week = new PersonWindow(view, refund.storeId());
    this.month = new PersonWindow(view, refund.storeId());
    this.quarter = new PersonWindow(view, refund.storeId());
    this.year = new PersonWindow(view, refund.storeId());
    this.counter = new CounterFacts(dossier);
    this.goods = new GoodsFacts(dossier);
    this.tender = new TenderFacts(dossier);
    this.local = dossier.local(dossier.now());
    walkPerson();
  }

  private void walkPerson() {
    Set<String> counted = new HashSet<>();
    walk(dossier.account(), counted);
    walk(dossier.card(), counted);
  }

  /** Account and card of one person share most transactions. */
  private void walk(EntryTimeline line, Set<String> counted) {
    for (int i = line.firstAfter(view.now() - 365 * DAY); i < line.size(); i++) {
      HistoryEntry entry = line.get(i);
      if (view.sees(entry)
          && view.isWithin(entry, 365 * DAY)
          && dossier.isOther(entry)
          && counted.add(entry.id())) {
        year.add(entry);
        add(entry, 90, quarter);
        add(entry, 30, month);
        add(entry, 7, week);
      }
    }
  }

  private void add(HistoryEntry entry, int days, PersonWindow window) {
    if (view.isWithin(entry, days * DAY)) {
      window.add(entry);
    }
  }

  Dossier dossier() {
    return dossier;
  }

  Return refund() {
    return refund;
  }

  PersonWindow week() {
    return week;
  }

  PersonWindow month() {
    return month;
  }

  PersonWindow quarter() {
    return quarter;
  }

  PersonWindow year() {
    return year;
  }

  CounterFacts counter() {
    return counter;
  }

  GoodsFacts goods() {
    return goods;
  }

  TenderFacts tender() {
    return tender;
  }

  double money(long minor) {
    return view.context().isOurMoney(refund) ? minor : Double.NaN;
  }

  double daysSincePurchase() {
    return dossier.knowsPurchase() ? dossier.sincePurchase() / (double) DAY : Double.NaN;
  }

  double daysPastWindow() {
    if (!dossier.knowsPurchase()) {
      return Double.NaN;
    }
    long allowed = view.context().returnWindows().daysAt(view.now() - dossier.sincePurchase());
    return Math.max(0, daysSincePurchase() - allowed);
  }

  double shareOfPurchase() {
    long paid = dossier.knowsPurchase() ? dossier.sale().totalMinor() : 0;
    return paid == 0 ? Double.NaN : (double) dossier.claim().payableMinor() / paid;
  }

  double unitsReturnedBefore() {
    return dossier.knowsPurchase() ? dossier.claim().unitsReturnedBefore() : Double.NaN;
  }

  double sameCashier() {
    return !dossier.knowsPurchase() || refund.cashierId() == null
        ? Double.NaN
        : flag(refund.cashierId().equals(dossier.sale().cashierId()));
  }

  double elsewhere() {
    return dossier.knowsPurchase() ? flag(dossier.isElsewhere()) : Double.NaN;
  }

  double kmFromPurchase() {
    if (!dossier.knowsPurchase()) {
      return Double.NaN;
    }
    long metres = view.context().metresBetween(dossier.sale().storeId(), refund.storeId());
    return metres < 0 ? Double.NaN : metres / 1000.0;
  }

  double toOwnMean() {
    return money(dossier.claim().payableMinor()) / year.meanPurchase();
  }

  double hour() {
    return local == null ? Double.NaN : local.getHour() + local.getMinute() / 60.0;
  }

  double weekend() {
    return local == null
        ? Double.NaN
        : flag(local.getDayOfWeek().getValue() >= DayOfWeek.SATURDAY.getValue());
  }

  static double flag(boolean value) {
    return value ? 1 : 0;
  }
}
