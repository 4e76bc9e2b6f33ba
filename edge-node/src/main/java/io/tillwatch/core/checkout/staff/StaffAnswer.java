package io.tillwatch.core.checkout.staff;

import io.tillwatch.core.checkout.Refusal;

/** What became of a {@link StaffCommand}. */
public sealed interface StaffAnswer {

  /**
   * It was carried out.
   *
   * @param factId id of the fact that was committed
   * @param repeated it was committed before, by the same request
   */
  record Done(String factId, boolean repeated) implements StaffAnswer {}

  /** It was not carried out; nothing was changed. */
  record Refused(Refusal refusal) implements StaffAnswer {}

  static StaffAnswer done(String factId) {
    return new Done(factId, false);
  }

  /** The request was carried out before. */
  static StaffAnswer repeated(String factId) {
    return new Done(factId, true);
  }

  static StaffAnswer refused(Refusal refusal) {
    return new Refused(refusal);
  }
}
