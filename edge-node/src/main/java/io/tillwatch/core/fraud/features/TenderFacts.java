package io.tillwatch.core.fraud.features;

import io.tillwatch.core.fraud.rules.Dossier;
import io.tillwatch.core.retail.Tender;

/** Where money came from and where it goes; NaN where either is not said. */
final class TenderFacts {
  private final Dossier dossier;

  TenderFacts(Dossier dossier) {
    this.dossier = dossier;
  }

  double offCard() {
    return isSaid() ? FeatureSource.flag(dossier.tenders().movesOffCard()) : Double.NaN;
  }

  double toCash() {
    return dossier.tenders().refundTender() == null
        ? Double.NaN
        : FeatureSource.flag(dossier.tenders().refundTender() == Tender.Type.CASH);
  }

  double toOrigin() {
    return isSaid() ? FeatureSource.flag(dossier.tenders().refundsToOrigin()) : Double.NaN;
  }

  double originalCard() {
    return dossier.refund().originalCardPresent() == null
        ? Double.NaN
        : FeatureSource.flag(dossier.tenders().hasOriginalCard());
  }

  private boolean isSaid() {
    return dossier.tenders().saleTender() != null && dossier.tenders().refundTender() != null;
  }
}
