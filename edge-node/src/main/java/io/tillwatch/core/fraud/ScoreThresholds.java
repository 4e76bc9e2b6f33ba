package io.tillwatch.core.fraud;

/**
 * How strengths become a score and a score a decision.
 *
 * @param review lowest score that is held
 * @param block lowest score that is refused
 * @param secondPercent how much of a group's second strongest hit counts
 * @param groupCap most that one group can weigh, in points
 * @param valueCap most that a high amount, an unusual one and a watched item weigh together
 */
public record ScoreThresholds(
    int review, int block, int secondPercent, int groupCap, int valueCap) {
  public static final ScoreThresholds STANDARD = new ScoreThresholds(60, 85, 30, 84, 25);

  private static final int MODEL_CAP = 59;

  public ScoreThresholds {
    within("review", review, 1, 100);
    within("block", block, 1, 100);
    within("secondPercent", secondPercent, 0, 100);
    within("groupCap", groupCap, 1, 99);
    within("valueCap", valueCap, 0, 99);
    if (review >= block) {
      throw new InvalidRulesException(
          "thresholds: review must be below block, found " + review + " and " + block);
    }
  }

  private static void within(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new InvalidRulesException(
          "thresholds: " + name + " must be " + least + ".." + most + ", found " + value);
    }
  }

  /** Most that a group weighs. Opinions from outside never hold a return by themselves. */
  public int capOf(EvidenceGroup group) {
    return group == EvidenceGroup.MODEL
        ? Math.min(groupCap, Math.min(MODEL_CAP, review - 1))
        : groupCap;
  }

  public Decision decide(int score) {
    if (score >= block) {
      return Decision.BLOCK;
    }
    return score >= review ? Decision.REVIEW : Decision.APPROVE;
  }
}
