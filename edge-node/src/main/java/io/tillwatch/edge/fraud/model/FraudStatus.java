package io.tillwatch.edge.fraud.model;

/**
 * How the judge is doing.
 *
 * @param guard why changed rules are held back, or null where none is
 * @param historyComplete false while the history is read back after a start
 */
public record FraudStatus(GuardAlarm guard, boolean historyComplete) {

  /** The question for it. */
  public record Query() {}
}
