package io.tillwatch.core.fraud.drift;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What the watch says at a moment.
 *
 * @param days how many days back were looked at
 * @param returns how many returns were seen in them
 * @param score how the scores moved
 * @param features how each number moved, in order
 * @param calibration whether scores still mean what they say
 * @param alerts whether what is stopped is fraud
 */
public record DriftReport(
    int days,
    long returns,
    Shift score,
    List<Shift> features,
    Measure calibration,
    Measure alerts) {

  public DriftReport {
    features = List.copyOf(features);
  }

  /**
   * How a number moved.
   *
   * @param index population stability index, NaN with too few returns
   */
  public record Shift(String name, double index, DriftLevel level) {}

  /**
   * Something that labels tell.
   *
   * @param value NaN with too few labels
   * @param labels how many there were
   * @param frauds among them
   */
  public record Measure(double value, long labels, long frauds) {
    public boolean isKnown() {
      return !Double.isNaN(value);
    }
  }

  /** The shifts of the features and, last, that of the score. */
  public List<Shift> all() {
    List<Shift> all = new ArrayList<>(features);
    all.add(score);
    return all;
  }

  /** The worst of the shifts. */
  public DriftLevel level() {
    return worst(all());
  }

  static DriftLevel worst(List<Shift> shifts) {
    return shifts.stream()
        .map(Shift::level)
        .max(Comparator.naturalOrder())
        .orElse(DriftLevel.TOO_FEW);
  }
}
