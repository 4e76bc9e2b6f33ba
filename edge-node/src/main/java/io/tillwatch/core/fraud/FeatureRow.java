package io.tillwatch.core.fraud;

import org.jspecify.annotations.Nullable;

/**
 * What was known of a return before it was decided, as the numbers that a model is asked with. It
 * is kept with the return: a replay that sees every store at once would know more.
 *
 * @param set hash of the feature set that the numbers belong to
 * @param numbers in the set's order, separated by commas; nothing where a number is not known
 * @param heldPermille of a thousand returns like this, which the rules refuse, so many are held for
 *     reviewers instead, and this one was; null of all others
 * @param sampledPermille of a thousand returns that are paid, so many are reviewed afterwards, and
 *     this one is; null of all others
 */
public record FeatureRow(
    String set, String numbers, @Nullable Integer heldPermille, @Nullable Integer sampledPermille) {
  /** Of a return that was not chosen by chance. */
  public FeatureRow(String set, String numbers) {
    this(set, numbers, null, null);
  }

  /** The same of a return that was chosen by chance. */
  public FeatureRow heldOf(int permille) {
    return new FeatureRow(set, numbers, permille, null);
  }

  /** The same of a paid return that is reviewed by chance. */
  public FeatureRow sampledOf(int permille) {
    return new FeatureRow(set, numbers, null, permille);
  }

  /** The same of a return that is not reviewed by chance after it was paid. */
  public FeatureRow unsampled() {
    return new FeatureRow(set, numbers, heldPermille, null);
  }
}
