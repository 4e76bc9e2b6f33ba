package io.tillwatch.tools.train;

import io.tillwatch.core.fraud.features.FeatureSet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The past in three: what is trained on, what the scale is fitted on, what is tested on. Between
 * them lies the time that a label takes to become known; shuffled rows would know the future.
 *
 * @param training the first three fifths of the time
 * @param calibration the fourth fifth
 * @param test the last fifth
 * @param fitted when calibration begins
 * @param tested when the test part begins
 */
public record TimeSplit(
    Samples training, Samples calibration, Samples test, Instant fitted, Instant tested) {
  static final int LEAST_FRAUDS = 50;
  static final int LEAST_TO_MEASURE = 10;
  private static final int PARTS = 5;

  /**
   * Splits.
   *
   * @param rows in order of time
   * @param gap before calibration and before test
   * @throws TrainingFailedException if too few frauds are in a part
   */
  static TimeSplit of(List<TrainingRow> rows, Duration gap) {
    long frauds = rows.stream().filter(TrainingRow::isFraud).count();
    if (frauds < LEAST_FRAUDS) {
      throw tooFew(
          "%d labelled frauds among %d returns, expected at least %d"
              .formatted(frauds, rows.size(), LEAST_FRAUDS));
    }
    Instant first = rows.get(0).at();
    Duration part = Duration.between(first, rows.get(rows.size() - 1).at()).dividedBy(PARTS);
    Instant fitted = first.plus(part.multipliedBy(PARTS - 2));
    Instant tested = first.plus(part.multipliedBy(PARTS - 1));
    TimeSplit split =
        new TimeSplit(
            between(rows, Instant.MIN, fitted.minus(gap)),
            between(rows, fitted, tested.minus(gap)),
            between(rows, tested, Instant.MAX),
            fitted,
            tested);
    check("to train on", split.training, LEAST_FRAUDS);
    check("to fit the scale on", split.calibration, LEAST_TO_MEASURE);
    check("to test on", split.test, LEAST_TO_MEASURE);
    return split;
  }

  private static void check(String what, Samples part, int least) {
    if (part.positives() < least || part.positives() == part.rows()) {
      throw tooFew(
          "%d frauds among %d returns %s, expected at least %d and honest ones"
              .formatted(part.positives(), part.rows(), what, least));
    }
  }

  private static TrainingFailedException tooFew(String found) {
    return new TrainingFailedException(
        found + "; a model of so little would rank by chance. Wait for more labels");
  }

  private static Samples between(List<TrainingRow> rows, Instant from, Instant to) {
    Samples samples = new Samples(FeatureSet.names());
    for (TrainingRow row : rows) {
      boolean within = !row.at().isBefore(from) && row.at().isBefore(to);
      if (within && row.fraud() != null) {
        samples.add(row.numbers(), row.fraud(), row.weight());
      }
    }
    return samples;
  }
}
