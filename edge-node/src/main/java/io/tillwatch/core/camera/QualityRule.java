package io.tillwatch.core.camera;

/**
 * One line of the quality gate: what a measure must at least be, and where it is good.
 *
 * @param hard beyond this the picture does not count; below {@code good} where more is better,
 *     above it where less is better
 */
public record QualityRule(Measure measure, QualityIssue issue, double hard, double good) {
  public QualityRule {
    if (!Double.isFinite(hard) || !Double.isFinite(good) || hard == good) {
      throw new IllegalArgumentException(
          "The hard minimum and the good value of "
              + measure
              + " must be two different numbers, found "
              + hard
              + " and "
              + good);
    }
  }

  /** How far a value got from the hard minimum (0) to good (1); below 0 it fails. */
  public double attainment(double value) {
    return (value - hard) / (good - hard);
  }

  /** Light comes before sharpness: noise in the dark fakes it. */
  boolean isAboutLight() {
    return switch (issue) {
      case TOO_DARK, TOO_BRIGHT, LOW_CONTRAST, UNEVEN_LIGHT -> true;
      default -> false;
    };
  }
}
