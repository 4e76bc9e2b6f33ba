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
    return isSaid() ? FeatureSource.flag(dossier.movesOffCard()) : Double.NaN;
  }

  double toCash() {
    return dossier.refundTender() == null
        ? Double.NaN
        : FeatureSource.flag(dossier.refundTender() == Tender.Type.CASH);
  }

  double toOrigin() {
    return isSaid() ? FeatureSource.flag(dossier.refundsToOrigin()) : Double.NaN;
  }

  double originalCard() {
    return dossier.refund().originalCardPresent() == null
        ? Double.NaN
        : FeatureSource.flag(dossier.hasOriginalCard());
  }

  private boolean isSaid() {
    return dossier.saleTender() != null && dossier.refundTender() != null;
  }
}
