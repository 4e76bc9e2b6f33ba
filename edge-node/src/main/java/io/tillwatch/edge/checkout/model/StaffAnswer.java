package io.tillwatch.edge.checkout.model;

/**
 * What became of a {@link StaffCommand}. Exactly one is set.
 *
 * @param factId id of the fact that was committed
 */
public record StaffAnswer(String factId, Refusal refusal) {

  public static StaffAnswer done(String factId) {
    return new StaffAnswer(factId, null);
  }

  public static StaffAnswer refused(Refusal refusal) {
    return new StaffAnswer(null, refusal);
  }
}
