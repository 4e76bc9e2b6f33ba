package io.tillwatch.edge.fraud.model;

/**
 * How the judge is doing.
 *
 * @param guard why changed rules are held back, or null where none is
 * @param historyComplete false while the history is read back after a start
 * @param external how asking the external service went, or null where there is none
 */
public record FraudStatus(
    GuardAlarm guard, boolean historyComplete, ExternalScore.Figures external) {

  /** The question for it. */
  public record Query() {}
}
