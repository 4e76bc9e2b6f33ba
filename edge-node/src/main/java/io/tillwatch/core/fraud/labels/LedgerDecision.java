package io.tillwatch.core.fraud.labels;

import io.tillwatch.core.fraud.Assessment;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.fraud.EvidenceGroup;
import io.tillwatch.core.fraud.Reason;
import io.tillwatch.core.fraud.ScoreThresholds;
import io.tillwatch.core.fraud.rules.RuleCatalogue;
import java.util.Set;
import java.util.stream.Collectors;

/** What a ledger fact decides needs no model. */
final class LedgerDecision {
  private static final Set<String> RULES =
      RuleCatalogue.RULES.stream()
          .filter(rule -> rule.group() == EvidenceGroup.LEDGER)
          .map(rule -> rule.code().name())
          .collect(Collectors.toUnmodifiableSet());

  private LedgerDecision() {}

  /** Whether a hard fact of the ledger alone would have held or refused it. */
  static boolean made(Assessment assessment) {
    if (assessment.decision() == Decision.APPROVE) {
      return false;
    }
    for (Reason reason : assessment.reasons()) {
      if (reason.points() >= ScoreThresholds.STANDARD.review() && RULES.contains(reason.code())) {
        return true;
      }
    }
    return false;
  }
}
