package io.tillwatch.tools.train;

import io.tillwatch.core.fraud.drift.DriftReference;
import java.util.Map;

/**
 * What is known of a model, written beside it.
 *
 * @param model SHA-256 of the model's file
 * @param featureSet hash of the features it was asked with
 * @param input SHA-256 of the file of labelled returns
 * @param parameters how the trees were grown
 * @param parts how many returns and frauds each part of the past held
 * @param unlabelled returns that were left out, because nobody judged them
 * @param figures of the test part, which the model did not see
 * @param reference what the numbers and scores were like in the fourth fifth, for drift
 */
record ModelCard(
    String model,
    String featureSet,
    String input,
    BoostParameters parameters,
    Map<String, Part> parts,
    int unlabelled,
    Figures figures,
    DriftReference reference) {

  /** One part of the past. */
  record Part(int returns, int frauds) {
    static Part of(Samples samples) {
      return new Part(samples.rows(), samples.positives());
    }
  }

  /**
   * A figure with what resampling the test part makes of it: 95 of 100 lie between.
   *
   * @param least NaN where it cannot be said
   */
  record Interval(double value, double least, double most) {}

  /**
   * How well the test part is ranked.
   *
   * @param precisionAt100 frauds among the hundred riskiest returns
   * @param calibrationError mean distance between score and share of frauds, by tenths of the score
   */
  record Figures(
      double rocAuc,
      Interval averagePrecision,
      Interval recallAtOnePercentFalse,
      Interval recallAtOnePermilleFalse,
      double precisionAt100,
      double calibrationError) {}
}
