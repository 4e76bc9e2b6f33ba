package io.tillwatch.core.fraud;

/**
 * What the ledger said of a return's refund right after it was scored; the return is then scored
 * once more with it.
 */
public enum RightOutcome {
  /** Nothing yet. */
  NONE,
  /**
   * The receipt's home store says that the units are taken: refunded already, or claimed by another
   * store right now.
   */
  RIGHT_TAKEN,
  /**
   * The home store did not answer and the stand-in limits do not cover this return: a reviewer
   * decides.
   */
  HOME_UNREACHABLE
}
