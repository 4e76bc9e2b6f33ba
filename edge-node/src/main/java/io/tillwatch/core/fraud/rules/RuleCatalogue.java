package io.tillwatch.core.fraud.rules;

import io.tillwatch.core.fraud.ReasonCode;
import io.tillwatch.core.fraud.RuleMode;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every rule there is, in one list, in the order in which they are asked; to add one, add it to the
 * list of its group. Values come before identity: a missing photo weighs more where much is asked.
 */
public final class RuleCatalogue {
  public static final List<Rule> RULES =
      Stream.of(
              LedgerRules.ALL,
              ValueRules.ALL,
              IdentityRules.ALL,
              TimeRules.ALL,
              TenderRules.ALL,
              EmployeeRules.ALL,
              NetworkRules.ALL,
              ExternalRules.ALL)
          .flatMap(List::stream)
          .toList();

  private RuleCatalogue() {}

  /** How a rule is used where the rule set does not say: opinions from outside are on trial. */
  public static RuleMode standardMode(ReasonCode code) {
    return code == ReasonCode.EXTERNAL_SCORE || code == ReasonCode.MODEL
        ? RuleMode.SHADOW
        : RuleMode.ACTIVE;
  }
}
