package io.tillwatch.edge.web.answer.transactions;

import io.tillwatch.core.checkout.TransactionView;
import io.tillwatch.core.retail.CardFingerprints;

/**
 * A paid return for a reviewer who is to judge it without knowing how it was scored: no score, no
 * reason, no opinion of a model.
 */
public record BlindReturnJson(TransactionJson transaction) {
  public static BlindReturnJson of(TransactionView view, CardFingerprints cards) {
    return new BlindReturnJson(TransactionJson.of(view, cards));
  }
}
