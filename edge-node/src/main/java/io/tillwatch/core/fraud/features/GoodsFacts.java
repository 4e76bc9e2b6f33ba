package io.tillwatch.core.fraud.features;

import io.tillwatch.core.fraud.history.AmountHistogram;
import io.tillwatch.core.fraud.history.StoreFigures;
import io.tillwatch.core.fraud.rules.Dossier;
import io.tillwatch.core.retail.Catalog;
import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.Return;

/** The goods that come back. */
final class GoodsFacts {
  private static final long TWO_DAYS = 2 * FeatureSource.DAY;

  /** With fewer sales a category says nothing of what is high. */
  private static final int SAMPLES = 50;

  private static final double WHOLE = 10_000;

  private final Dossier dossier;
  private final Return refund;
  private final StoreFigures store;

  GoodsFacts(Dossier dossier) {
    this.dossier = dossier;
    this.refund = dossier.refund();
    this.store = dossier.view().figures(refund.storeId());
  }

  double watchlisted() {
    for (LineItem line : refund.lines()) {
      Catalog.Item item = dossier.context().item(line.sku());
      if (item != null && item.watchlisted()) {
        return 1;
      }
    }
    return 0;
  }

  /** Units of the article that came back most, these not counted. */
  double backLately() {
    long most = 0;
    for (LineItem line : refund.lines()) {
      most = Math.max(most, store.unitsBack(line.sku(), dossier.now(), TWO_DAYS));
    }
    return most;
  }

  /** Share of the category's sold lines that are cheaper than the dearest line. */
  double rank() {
    double highest = Double.NaN;
    for (LineItem line : refund.lines()) {
      AmountHistogram amounts = store.amounts(StoreFigures.category(dossier.context(), line.sku()));
      if (dossier.context().isOurMoney(refund) && amounts.total() >= SAMPLES) {
        double rank = amounts.perTenThousandBelow(line.totalMinor()) / WHOLE;
        highest = Double.isNaN(highest) ? rank : Math.max(highest, rank);
      }
    }
    return highest;
  }
}
