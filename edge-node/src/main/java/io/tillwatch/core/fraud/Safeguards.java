package io.tillwatch.core.fraud;

/**
 * What a rule set asks of people and of itself.
 *
 * @param guard when changed rules are held back
 * @param twoReviewersFromMinor a held return that pays at least this, in minor units of the shop's
 *     currency, or anything in another, is approved only by two different reviewers; 0: one is
 *     enough for any
 */
public record Safeguards(GuardSettings guard, int twoReviewersFromMinor) {
  public static final Safeguards STANDARD = new Safeguards(GuardSettings.STANDARD, 0);

  public Safeguards {
    if (twoReviewersFromMinor < 0) {
      throw new InvalidRulesException(
          "approval: twoReviewersFromMinor must be 0 or more, found " + twoReviewersFromMinor);
    }
  }

  /**
   * Whether one reviewer alone may not approve this amount.
   *
   * @param ourMoney whether it is in the shop's currency; another cannot be compared with the limit
   */
  public boolean needsTwoReviewers(long minor, boolean ourMoney) {
    return twoReviewersFromMinor > 0 && (!ourMoney || minor >= twoReviewersFromMinor);
  }
}
