package io.tillwatch.core.fraud.exploration;

/**
 * What one label stands for: of returns of which one in fifty is reviewed, each reviewed one speaks
 * for fifty. Capped, because one wrong verdict must not outweigh a month of right ones.
 */
public final class LabelWeight {
  /** Most that one label weighs. */
  public static final int CAP = 20;

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
