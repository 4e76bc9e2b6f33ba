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
 * what was seen (pool adjacent violators). It counts in integers, so that two runs agree.
 */
final class IsotonicFit {
  private static final int PERCENT = 100;

  private IsotonicFit() {}

  /** Neighbours in margin that share a step. */
  private record Block(float from, long frauds, long rows) {
    boolean isAbove(Block next) {
      return frauds * next.rows >= next.frauds * rows;
    }

    Block with(Block next) {
      return new Block(from, frauds + next.frauds, rows + next.rows);
    }

    /** Half of one imagined fraud and half of one honest return: no certainty from a few rows. */
    int score() {
      return (int) ((PERCENT * (2 * frauds + 1) + rows + 1) / (2 * (rows + 1)));
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
      for (; i < order.length && margins[order[i]] == margin; i++) {
        found += frauds[order[i]] ? weights[order[i]] : 0;
        rows += weights[order[i]];
      }
      push(blocks, new Block(margin, found, rows));
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
