package io.tillwatch.core.fraud.labels;

/**
 * Where a label comes from. Of several the first of this list counts: a reviewer saw what the
 * others only suggest.
 */
public enum LabelSource {
  /** A reviewer's verdict, FRAUD or LEGITIMATE. INCONCLUSIVE leaves the return without a label. */
  RESOLUTION,
  /** The merged history shows that the refund should not have been paid: a fraud. */
  FINDING,
  /** The payment was charged back after it was refunded: a fraud. */
  DISPUTE,
  /** It was paid, and {@link LabelFold#MATURITY} long nothing was said against it: honest. */
  MATURITY
}
