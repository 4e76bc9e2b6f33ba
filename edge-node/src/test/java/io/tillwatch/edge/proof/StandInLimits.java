package io.tillwatch.edge.proof;

/**
 * What the conf of each store of a run lets it pay on its own word.
 *
 * @param totalMinor most money outstanding
 * @param count most refunds outstanding
 * @param perReturnMinor most money of one refund
 */
record StandInLimits(long totalMinor, int count, long perReturnMinor) {
  /** Where the conf says nothing. */
  static final StandInLimits DEFAULT = new StandInLimits(50_000, 10, 10_000);

  /** The setting of a store's conf. */
  String yaml() {
    return "standIn: {maxAmountMinor: %d, maxCount: %d, maxPerReturnMinor: %d}"
        .formatted(totalMinor, count, perReturnMinor);
  }
}
