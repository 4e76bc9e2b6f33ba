package io.tillwatch.tools.train;

import io.tillwatch.core.fraud.model.Calibration;
import io.tillwatch.tools.train.ModelCard.Figures;
import io.tillwatch.tools.train.ModelCard.Interval;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** Measures scores of the test part; intervals by resampling it with a fixed seed. */
final class TestFigures {
  private static final int RESAMPLES = 200;
  private static final int LOOKED_AT = 100;
  private static final int TENTHS = 10;
  private static final double ONE_PERCENT = 0.01;
  private static final double ONE_PERMILLE = 0.001;

  private final float[] margins;
  private final boolean[] frauds;

  /**
   * @param margins of the test part's rows
   * @param frauds their truth
   */
  TestFigures(float[] margins, boolean[] frauds) {
    this.margins = margins;
    this.frauds = frauds;
  }

  Figures measure(Calibration calibration) {
    RankedScores ranked = new RankedScores(margins, frauds);
    return new Figures(
        ranked.rocAuc(),
        interval(ranked, RankedScores::averagePrecision),
        interval(ranked, scores -> scores.recallAt(ONE_PERCENT)),
        interval(ranked, scores -> scores.recallAt(ONE_PERMILLE)),
        ranked.precisionAmong(LOOKED_AT),
        calibrationError(calibration));
  }

  private Interval interval(RankedScores ranked, ToDoubleFunction<RankedScores> figure) {
    SplittableRandom random = new SplittableRandom(1);
    double[] drawn = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      drawn[i] = figure.applyAsDouble(resampled(random));
    }
    Arrays.sort(drawn);
    return new Interval(
        figure.applyAsDouble(ranked), drawn[RESAMPLES / 40], drawn[RESAMPLES - 1 - RESAMPLES / 40]);
  }

  private RankedScores resampled(SplittableRandom random) {
    float[] scores = new float[margins.length];
    boolean[] truth = new boolean[margins.length];
    for (int i = 0; i < scores.length; i++) {
      int drawn = random.nextInt(margins.length);
      scores[i] = margins[drawn];
      truth[i] = frauds[drawn];
    }
    return new RankedScores(scores, truth);
  }

  private double calibrationError(Calibration calibration) {
    double[] said = new double[TENTHS + 1];
    double[] found = new double[TENTHS + 1];
    for (int i = 0; i < margins.length; i++) {
      int score = calibration.score(margins[i]);
      said[score / TENTHS] += score / 100.0;
      found[score / TENTHS] += frauds[i] ? 1 : 0;
    }
    double distance = 0;
    for (int i = 0; i <= TENTHS; i++) {
      distance += Math.abs(said[i] - found[i]);
    }
    return distance / margins.length;
  }
}
