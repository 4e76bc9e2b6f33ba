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
 */
public record FeatureRow(String set, String numbers, @Nullable Integer heldPermille) {
  /** Of a return that was not chosen by chance. */
  public FeatureRow(String set, String numbers) {
    this(set, numbers, null);
  }

  /** The same of a return that was chosen by chance. */
  public FeatureRow heldOf(int permille) {
    return new FeatureRow(set, numbers, permille);
  }
}
