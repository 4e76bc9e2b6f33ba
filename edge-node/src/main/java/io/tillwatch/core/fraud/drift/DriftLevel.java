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

  /** Of a population stability index. */
  static DriftLevel of(double index) {
    return index >= ALARM_FROM ? ALARM : index >= WATCH_FROM ? WATCH : STEADY;
  }
}
