package io.tillwatch.edge.fraud.model;

import java.util.List;

/**
 * The rules in force.
 *
 * @param current what holds
 * @param history earlier and overruled sets, newest first, without their text
 */
public record RulesView(RuleSet current, List<RuleSet> history) {
  public RulesView {
    history = List.copyOf(history);
  }

  /** The question for it. */
  public record Query() {}
}
