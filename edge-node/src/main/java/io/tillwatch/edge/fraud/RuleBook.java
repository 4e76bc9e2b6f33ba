package io.tillwatch.edge.fraud;

import io.tillwatch.core.fraud.GuardAlarm;
import io.tillwatch.core.fraud.RuleSet;
import io.tillwatch.core.fraud.RulesView;
import io.tillwatch.core.fraud.scoring.Rules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules in force and those before them: of all rule sets that this store knows, the one with
 * the latest hybrid logical clock holds, so every store that knows the same sets judges by the same
 * rules. For one thread.
 */
final class RuleBook {
  private static final int REMEMBERED = 100;

  private record Entry(RuleSet set, long hlc, Rules rules) {}

  private static final Comparator<Entry> LATEST_FIRST =
      Comparator.comparingLong(Entry::hlc).thenComparing(entry -> entry.set().id()).reversed();

  /**
   * The clock of a set that is no fact yet: it holds here before all others. A fact of the same
   * version replaces it, and so does whatever this store commits later.
   */
  static final long PROPOSED = Long.MAX_VALUE;

  private final List<Entry> entries = new ArrayList<>();

  /** Takes note of a rule set; throws InvalidRulesException where this node cannot read it. */
  void offer(RuleSet set, long hlc) {
    if (entries.stream().anyMatch(entry -> entry.set().id().equals(set.id()))) {
      return;
    }
    entries.removeIf(entry -> entry.hlc() == PROPOSED && settles(set, entry.set()));
    entries.add(new Entry(set, hlc, RulesFile.parse(set.text())));
    entries.sort(LATEST_FIRST);
    if (entries.size() > REMEMBERED) {
      entries.remove(REMEMBERED);
    }
  }

  /** The set in force that no store has committed; null where there is none. */
  @Nullable RuleSet proposal() {
    return entries.isEmpty() || entries.get(0).hlc() != PROPOSED ? null : entries.get(0).set();
  }

  private static boolean settles(RuleSet fact, RuleSet proposal) {
    boolean later = fact.storeId().equals(proposal.storeId()) && !fact.at().isBefore(proposal.at());
    return later || fact.version().equals(proposal.version());
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** Whether rules of this version were ever in the book. */
  boolean knows(String version) {
    return entries.stream().anyMatch(entry -> entry.set().version().equals(version));
  }

  Rules current() {
    return entries.get(0).rules();
  }

  /** Names the rule set in force, as nobody else's. */
  String id() {
    return entries.get(0).set().id();
  }

  String version() {
    return entries.get(0).set().version();
  }

  /**
   * What holds and what held.
   *
   * @param fileProblem why the rules file is refused, or null
   * @param currency of every limit
   * @param alarm why changed rules are held back, or null
   */
  RulesView view(@Nullable String fileProblem, String currency, @Nullable GuardAlarm alarm) {
    List<RuleSet> history = entries.stream().skip(1).map(Entry::set).toList();
    return new RulesView(
        entries.get(0).set(), history, fileProblem, current().safeguards(), currency, alarm);
  }
}
