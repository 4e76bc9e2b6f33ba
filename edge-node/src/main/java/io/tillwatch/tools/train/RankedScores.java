package io.tillwatch.tools.train;

import java.util.Arrays;
import java.util.Comparator;

/** Scores beside the truth, highest first; equal scores count as one step. */
public final class RankedScores {
  private final float[] scores;
  private final boolean[] frauds;
  private final int positives;

  /**
   * Sorts copies.
   *
   * @param scores higher is riskier
   * @param frauds the truth of the same rows
   */
  public RankedScores(float[] scores, boolean[] frauds) {
    Integer[] order = new Integer[scores.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparing((Integer i) -> scores[i]).reversed());
    this.scores = new float[scores.length];
    this.frauds = new boolean[scores.length];
    int found = 0;
    for (int i = 0; i < order.length; i++) {
      this.scores[i] = scores[order[i]];
      this.frauds[i] = frauds[order[i]];
      found += frauds[order[i]] ? 1 : 0;
    }
    positives = found;
  }

  /** What is done with the counts above each step. */
  private interface Step {
    void at(int truePositives, int falsePositives);
  }

  private void steps(Step step) {
    int hits = 0;
    for (int i = 0; i < scores.length; i++) {
      hits += frauds[i] ? 1 : 0;
      if (i + 1 == scores.length || scores[i + 1] != scores[i]) {
        step.at(hits, i + 1 - hits);
      }
    }
  }

  /** Area under the precision-recall curve by steps, 0..1; NaN without a fraud. */
  public double averagePrecision() {
    double[] sum = new double[1];
    int[] before = new int[1];
    steps(
        (hits, misses) -> {
          sum[0] += (hits - before[0]) * (double) hits / (hits + misses);
          before[0] = hits;
        });
    return sum[0] / positives;
  }

  /** Area under the ROC curve, 0..1: how often a fraud ranks above an honest row. */
  public double rocAuc() {
    double[] area = new double[1];
    int[] before = new int[2];
    steps(
        (hits, misses) -> {
          area[0] += (misses - before[1]) * (hits + before[0]) / 2.0;
          before[0] = hits;
          before[1] = misses;
        });
    return area[0] / positives / (scores.length - positives);
  }

  /**
   * Share of the frauds that is found where at most a share of the honest rows is accused.
   *
   * @param falsePositiveRate 0..1
   */
  public double recallAt(double falsePositiveRate) {
    int most = (int) Math.floor(falsePositiveRate * (scores.length - positives));
    int[] found = new int[1];
    steps((hits, misses) -> found[0] = misses <= most ? hits : found[0]);
    return (double) found[0] / positives;
  }

  /**
   * Share of frauds among the highest scores; of a step that is only begun, as much as its share.
   *
   * @param most how many are looked at, all where there are fewer
   */
  public double precisionAmong(int most) {
    int looked = Math.min(most, scores.length);
    double[] found = new double[1];
    int[] before = new int[2];
    steps(
        (hits, misses) -> {
          int above = before[0] + before[1];
          int here = hits + misses - above;
          double taken = Math.max(0, Math.min(here, looked - above));
          found[0] += (hits - before[0]) * taken / here;
          before[0] = hits;
          before[1] = misses;
        });
    return found[0] / looked;
  }
}
