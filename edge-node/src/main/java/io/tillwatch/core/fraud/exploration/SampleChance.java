package io.tillwatch.core.fraud.exploration;

import io.tillwatch.core.fraud.rules.ModelOpinion;
import org.jspecify.annotations.Nullable;

/**
 * How likely a paid return goes to the blind queue. Where a model suspects something, silence hides
 * most: such returns are drawn more often, and the great many others a little less, so that about
 * as many are drawn in all.
 */
final class SampleChance {
  private static final int ALL = 1000;

  private SampleChance() {}

  /**
   * @param permille of a thousand paid returns so many are to be drawn
   * @param opinion of a model, or null: then all are as likely
   * @return 0..1000; never 0 where any are to be drawn, since of what is never drawn nothing is
   *     learned
   */
  static int of(int permille, @Nullable ModelOpinion opinion) {
    if (opinion == null) {
      return permille;
    }
    // rounded, since of what is never drawn nothing is learned: the fewest tenths are 7
    return Math.min(ALL, (permille * tenths(opinion.score()) + 5) / 10);
  }

  private static int tenths(int score) {
    return score < 1 ? 7 : score < 3 ? 20 : score < 6 ? 40 : 70;
  }
}
