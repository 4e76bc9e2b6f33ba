package io.tillwatch.edge.fraud.model;

import java.util.List;

/**
 * The scorer's answer for one transaction.
 *
 * @param score 0..100
 * @param rulesetVersion names the rules that made it
 * @param reasons active hits, strongest first
 * @param shadow hits of rules on trial, which changed nothing
 * @param remedy what would help, or null
 */
public record Assessment(
    int score,
    Decision decision,
    String rulesetVersion,
    List<Reason> reasons,
    List<Reason> shadow,
    Remedy remedy) {
  public Assessment {
    reasons = List.copyOf(reasons);
    shadow = List.copyOf(shadow);
    if (score < 0 || score > 100) {
      throw new IllegalArgumentException("score must be 0..100, found " + score);
    }
  }
}
