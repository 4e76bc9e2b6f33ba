package io.tillwatch.core.fraud;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The scorer's answer for one transaction.
 *
 * @param score 0..100
 * @param rulesetVersion names the rules that made it
 * @param reasons active hits that count, strongest first
 * @param shadow hits of rules on trial, which changed nothing
 * @param remedy what would help, or null
 * @param contributions what each group of evidence weighs after mitigation
 * @param mitigations names of the mitigations that applied
 * @param heardUpTo of a return: up to when each other store had been heard; what was absent is
 *     evidence only up to then
 */
public record Assessment(
    int score,
    Decision decision,
    String rulesetVersion,
    List<Reason> reasons,
    List<Reason> shadow,
    @Nullable Remedy remedy,
    List<Contribution> contributions,
    List<String> mitigations,
    Map<String, Instant> heardUpTo) {
  public Assessment {
    reasons = List.copyOf(reasons);
    shadow = List.copyOf(shadow);
    contributions = contributions == null ? List.of() : List.copyOf(contributions);
    mitigations = mitigations == null ? List.of() : List.copyOf(mitigations);
    heardUpTo = heardUpTo == null ? Map.of() : Map.copyOf(heardUpTo);
    if (score < 0 || score > 100) {
      throw new IllegalArgumentException("score must be 0..100, found " + score);
    }
  }

  /** An answer without its arithmetic. */
  public Assessment(
      int score,
      Decision decision,
      String rulesetVersion,
      List<Reason> reasons,
      List<Reason> shadow,
      @Nullable Remedy remedy) {
    this(score, decision, rulesetVersion, reasons, shadow, remedy, List.of(), List.of(), Map.of());
  }

  /** The same answer with its arithmetic. */
  public Assessment with(
      List<Contribution> weighed, List<String> mitigatedBy, Map<String, Instant> peersHeard) {
    return new Assessment(
        score, decision, rulesetVersion, reasons, shadow, remedy, weighed, mitigatedBy, peersHeard);
  }

  /** Whether a reason of that code counts. */
  public boolean names(ReasonCode code) {
    return reasons.stream().anyMatch(reason -> reason.code().equals(code.name()));
  }
}
