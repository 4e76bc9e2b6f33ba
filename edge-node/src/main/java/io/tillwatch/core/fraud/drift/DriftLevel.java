package io.tillwatch.core.fraud.drift;

/** What a measure of drift says. */
public enum DriftLevel {
  /** So few were seen that any answer would be chance. */
  TOO_FEW,
  STEADY,
  /** Worth a look. */
  WATCH,
  /** Not what the model learned from. */
  ALARM;

  private static final double WATCH_FROM = 0.1;
  private static final double ALARM_FROM = 0.25;

  /** So many times what a number does by itself is no season. */
  private static final double BEYOND = 2;

  /** And so many times is strong evidence, even of a change that is not large. */
  private static final double FAR_BEYOND = 3;

  /** Of a population stability index of which nothing else is known. */
  static DriftLevel of(double index) {
    return of(index, 0);
  }

  /**
   * Of a population stability index.
   *
   * @param usual the largest that this number showed in any week of the time that it is compared
   *     with; 0 where that is not known
   */
  static DriftLevel of(double index, double usual) {
    double alarm = Math.max(ALARM_FROM, BEYOND * usual);
    if (usual > 0) {
      alarm = Math.min(alarm, Math.max(WATCH_FROM, FAR_BEYOND * usual));
    }
    if (index >= alarm) {
      return ALARM;
    }
    return index >= Math.max(WATCH_FROM, usual) ? WATCH : STEADY;
  }
}
