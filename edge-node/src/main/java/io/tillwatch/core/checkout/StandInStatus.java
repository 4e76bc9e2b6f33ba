package io.tillwatch.core.checkout;

/**
 * What this store refunded on its own word alone.
 *
 * @param atRiskMinor money of refunds that their home stores have not confirmed
 * @param ceilingMinor most it can be
 * @param count how many refunds
 */
public record StandInStatus(long atRiskMinor, long ceilingMinor, int count) {

  /** The question for it. */
  public record Query() {}
}
