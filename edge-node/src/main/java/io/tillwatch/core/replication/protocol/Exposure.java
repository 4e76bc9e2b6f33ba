package io.tillwatch.core.replication.protocol;

/**
 * What a store may lose to refunds that it pays without the selling stores' word.
 *
 * @param atRiskMinor paid so, and not yet confirmed
 * @param ceilingMinor most it can be
 */
public record Exposure(long atRiskMinor, long ceilingMinor) {

  /** Both together. */
  public Exposure plus(Exposure other) {
    return new Exposure(atRiskMinor + other.atRiskMinor, ceilingMinor + other.ceilingMinor);
  }

  /** As if it had paid all it may: for a store that cannot be asked. */
  public Exposure atWorst() {
    return new Exposure(ceilingMinor, ceilingMinor);
  }
}
