package io.tillwatch.core.fraud.model;

import java.util.ArrayList;
import java.util.List;

/**
 * From a margin to a score 0..100: steps, each from a margin on, never falling. As text, in a model
 * file's attributes: {@code "-Infinity:0 -2.5:7 0.25:61"}. A table of integers gives the same score
 * on every machine, and a retrained model with its own table keeps the scale that thresholds stand
 * on.
 */
public final class Calibration {
  /** The attribute of a model file that holds it. */
  public static final String ATTRIBUTE = "tillwatch.calibration";

  private static final int MOST_STEPS = 101;
  private static final int HIGHEST = 100;

  private final float[] from;
  private final int[] score;

  /**
   * A step.
   *
   * @param from least margin
   * @param score 0..100
   */
  public record Step(float from, int score) {}

  /**
   * Checks the steps.
   *
   * @throws UnusableModelException unless the first begins at minus infinity, margins rise, and
   *     scores within 0..100 do not fall
   */
  public Calibration(List<Step> steps) {
    expect(
        !steps.isEmpty() && steps.size() <= MOST_STEPS, steps.size() + " steps, expected 1..101");
    expect(steps.get(0).from() == Float.NEGATIVE_INFINITY, "its first step is not from -Infinity");
    from = new float[steps.size()];
    score = new int[steps.size()];
    for (int i = 0; i < from.length; i++) {
      Step step = steps.get(i);
      expect(step.score() >= 0 && step.score() <= HIGHEST, "a score of " + step.score());
      expect(i == 0 || step.from() > from[i - 1], "margins that do not rise");
      expect(i == 0 || step.score() >= score[i - 1], "scores that fall");
      from[i] = step.from();
      score[i] = step.score();
    }
  }

  /**
   * Reads the text form.
   *
   * @throws UnusableModelException if it is none
   */
  public static Calibration parse(String text) {
    List<Step> steps = new ArrayList<>();
    for (String step : text.strip().split(" ", MOST_STEPS + 1)) {
      int colon = step.indexOf(':');
      try {
        steps.add(
            new Step(
                Float.parseFloat(step.substring(0, Math.max(0, colon))),
                Integer.parseInt(step.substring(colon + 1))));
      } catch (NumberFormatException e) {
        throw new UnusableModelException(
            "the calibration has a step \"%.20s\", expected MARGIN:SCORE".formatted(step));
      }
    }
    return new Calibration(steps);
  }

  /** 0..100. */
  public int score(float margin) {
    int at = from.length - 1;
    while (at > 0 && !(margin >= from[at])) {
      at--;
    }
    return score[at];
  }

  /** The text form. */
  public String text() {
    List<String> steps = new ArrayList<>();
    for (int i = 0; i < from.length; i++) {
      steps.add(from[i] + ":" + score[i]);
    }
    return String.join(" ", steps);
  }

  private static void expect(boolean condition, String found) {
    if (!condition) {
      throw new UnusableModelException("the calibration has " + found);
    }
  }
}
