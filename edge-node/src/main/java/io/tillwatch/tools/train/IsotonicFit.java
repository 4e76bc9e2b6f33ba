package io.tillwatch.tools.train;

import io.tillwatch.core.fraud.model.Calibration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * Fits a calibration: the share of frauds as a function of the margin that never falls, nearest to
 * what was seen (pool adjacent violators). A score is the least share that the rows of its step
 * still allow, and not the likeliest: few rows are no certainty, and a score of 40 from five rows
 * would hold honest customers. It counts in integers and uses only what every machine computes
 * alike, so that two runs agree.
 */
final class IsotonicFit {
  private static final int PERCENT = 100;

  /** Of a normal distribution 19 in 20 lie below so many deviations. */
  private static final double SURE = 1.645;

  private static final double HALF = SURE / 2;

  private IsotonicFit() {}

  /**
   * Neighbours in margin that share a step.
   *
   * @param frauds sum of the weights of the frauds
   * @param rows sum of all weights
   * @param squares sum of the squares of all weights
   */
  private record Block(float from, long frauds, long rows, long squares) {
    boolean isAbove(Block next) {
      return frauds * next.rows >= next.frauds * rows;
    }

    Block with(Block next) {
      return new Block(from, frauds + next.frauds, rows + next.rows, squares + next.squares);
    }

    /**
     * The lower end of Wilson's interval. A row that speaks for ten makes the share no surer than
     * one does, so the rows that count are those that would be as sure if each spoke for itself.
     */
    int score() {
      double share = (double) frauds / rows;
      double count = (double) rows * rows / squares;
      double spread = SURE * Math.sqrt(share * (1 - share) / count + HALF * HALF / (count * count));
      double least = (share + HALF * SURE / count - spread) / (1 + SURE * SURE / count);
      return (int) Math.round(PERCENT * Math.max(0, least));
    }
  }

  /**
   * @param margins of the rows
   * @param frauds the truth of the same rows
   * @param weights for how many returns each of them speaks
   */
  static Calibration fit(float[] margins, boolean[] frauds, int[] weights) {
    Integer[] order = new Integer[margins.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparing(i -> margins[i]));
    Deque<Block> blocks = new ArrayDeque<>();
    for (int i = 0; i < order.length; ) {
      float margin = margins[order[i]];
      long found = 0;
      long rows = 0;
      long squares = 0;
      for (; i < order.length && margins[order[i]] == margin; i++) {
        found += frauds[order[i]] ? weights[order[i]] : 0;
        rows += weights[order[i]];
        squares += (long) weights[order[i]] * weights[order[i]];
      }
      push(blocks, new Block(margin, found, rows, squares));
    }
    return new Calibration(steps(blocks));
  }

  private static void push(Deque<Block> blocks, Block last) {
    Block merged = last;
    while (!blocks.isEmpty() && blocks.getLast().isAbove(merged)) {
      merged = blocks.removeLast().with(merged);
    }
    blocks.addLast(merged);
  }

  private static List<Calibration.Step> steps(Deque<Block> blocks) {
    List<Calibration.Step> steps = new ArrayList<>();
    Iterator<Block> each = blocks.iterator();
    int highest = -1;
    while (each.hasNext()) {
      Block block = each.next();
      if (block.score() > highest) {
        highest = block.score();
        float from = steps.isEmpty() ? Float.NEGATIVE_INFINITY : block.from();
        steps.add(new Calibration.Step(from, highest));
      }
    }
    return steps;
  }
}
