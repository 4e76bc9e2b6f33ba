package io.tillwatch.core.checkout;

/**
 * What became of a {@link StaffCommand}. Exactly one is set.
 *
 * @param factId id of the fact that was committed
 * @param repeated it was committed before, by the same request; absent in answers of older nodes
 */
public record StaffAnswer(String factId, Refusal refusal, boolean repeated) {

  public static StaffAnswer done(String factId) {
    return new StaffAnswer(factId, null, false);
  }

  /** The request was carried out before. */
  public static StaffAnswer repeated(String factId) {
    return new StaffAnswer(factId, null, true);
  }

  public static StaffAnswer refused(Refusal refusal) {
    return new StaffAnswer(null, refusal, false);
  }
}
