package io.tillwatch.core.fraud;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules in force.
 *
 * @param current what holds
 * @param history earlier and overruled sets, newest first
 * @param fileProblem why the rules file, as it lies there now, was refused; null where it was taken
 * @param safeguards what the rules in force ask of reviewers, and when they are held back
 * @param currency of every limit, ISO 4217
 * @param guard why changed rules are held back, or null where none is
 */
public record RulesView(
    RuleSet current,
    List<RuleSet> history,
    @Nullable String fileProblem,
    Safeguards safeguards,
    String currency,
    @Nullable GuardAlarm guard) {
  public RulesView {
    history = List.copyOf(history);
  }

  /** Whether one reviewer alone may not approve this amount; other money than the shop's never. */
  public boolean needsTwoReviewers(long minor, String of) {
    return safeguards.needsTwoReviewers(minor, currency.equals(of));
  }

  /** The newest set of that version, the one in force included. */
  public Optional<RuleSet> version(String version) {
    return Stream.concat(Stream.of(current), history.stream())
        .filter(set -> set.version().equals(version))
        .findFirst();
  }

  /** The question for it. */
  public record Query() {}
}
