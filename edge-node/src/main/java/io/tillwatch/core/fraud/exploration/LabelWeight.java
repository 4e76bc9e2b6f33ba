package io.tillwatch.core.fraud.exploration;

/**
 * What one label stands for: of returns of which one in two is reviewed, each reviewed one speaks
 * for two. Capped, because few refusals are explored: one that weighs ten, or a wrong verdict that
 * does, moves a model further than all that it stands for would.
 */
public final class LabelWeight {
  /** Most that one label weighs. */
  public static final int CAP = 3;

  private static final int ALL = 1000;

  private LabelWeight() {}

  /**
   * The capped inverse, rounded: whole numbers, so that two trainings agree to the bit.
   *
   * @param propensityPermille how likely the label was, 1..1000
   */
  public static int of(int propensityPermille) {
    if (propensityPermille < 1 || propensityPermille > ALL) {
      throw new IllegalArgumentException(
          "a label that came about has 1..1000 of a thousand, found " + propensityPermille);
    }
    return Math.min(CAP, (ALL + propensityPermille / 2) / propensityPermille);
  }
}
