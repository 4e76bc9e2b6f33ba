package io.tillwatch.core.fraud.scoring;

import io.tillwatch.core.fraud.Assessment;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.fraud.EvidenceGroup;
import io.tillwatch.core.fraud.GuardAlarm;
import io.tillwatch.core.fraud.GuardSettings;
import io.tillwatch.core.fraud.Reason;
import io.tillwatch.core.fraud.ReasonCode;
import io.tillwatch.core.fraud.RuleMode;
import io.tillwatch.core.fraud.rules.RuleCatalogue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Watches whether rules that were changed lately block far more than is normal, in event time. What
 * rests on a ledger fact is neither counted nor held back. Rules are trusted once they held for a
 * while without that; whoever puts the same rules in force again after an alarm says that they are
 * meant. The first rules ever are trusted. For one thread.
 */
public final class BlockGuard {
  private static final long MINUTE = 60_000L;
  private static final long DAY = 86_400_000L;
  private static final long MOST_DAYS = 91;
  private static final int MOST_TERMS = 100;

  /** Returns and blocks per minute of event time. */
  private final TreeMap<Long, int[]> minutes = new TreeMap<>();

  private final List<Term> terms = new ArrayList<>();
  private long newest = Long.MIN_VALUE;

  /** One rule set's time in force. */
  private static final class Term {
    private final Rules rules;
    private final long since;
    private int returns;
    private @Nullable GuardAlarm alarm;
    private Set<ReasonCode> heldBack = Set.of();

    Term(Rules rules, long since) {
      this.rules = rules;
      this.since = since;
    }
  }

  /** Other rules, or another model, hold from then on. */
  public void changed(Rules rules, Instant at) {
    terms.add(new Term(rules, at.toEpochMilli()));
    if (terms.size() > MOST_TERMS) {
      terms.remove(0);
    }
  }

  /**
   * A return was judged; each is to be told once.
   *
   * @param blocked whether it was refused for another reason than a ledger fact
   */
  public void judged(Instant when, boolean blocked) {
    long at = when.toEpochMilli();
    newest = Math.max(newest, at);
    int[] minute = minutes.computeIfAbsent(Math.floorDiv(at, MINUTE), start -> new int[2]);
    minute[0]++;
    minute[1] += blocked ? 1 : 0;
    minutes.headMap(Math.floorDiv(newest - MOST_DAYS * DAY, MINUTE)).clear();
    int term = termAt(at);
    if (term >= 0) {
      terms.get(term).returns++;
      if (blocked) {
        checkBlocks(term, at);
      }
    }
  }

  /** The alarm about the rules that hold, or null. */
  public @Nullable GuardAlarm alarm() {
    return terms.isEmpty() ? null : latest().alarm;
  }

  /** The rules that hold, with what the guard holds back. */
  public Rules rules() {
    Term term = latest();
    return term.alarm == null ? term.rules : term.rules.holdingBack(term.heldBack);
  }

  /** Whether an answer is a refusal that does not rest on a ledger fact. */
  public static boolean isSoftBlock(Assessment assessment, Rules rules) {
    return assessment.decision() == Decision.BLOCK
        && assessment.reasons().stream().noneMatch(reason -> isFact(reason, rules));
  }

  private static boolean isFact(Reason reason, Rules rules) {
    return reason.points() >= rules.combining().block()
        && RuleCatalogue.RULES.stream()
            .anyMatch(
                rule ->
                    rule.group() == EvidenceGroup.LEDGER
                        && rule.code().name().equals(reason.code()));
  }

  private void checkBlocks(int index, long at) {
    Term term = terms.get(index);
    GuardSettings settings = term.rules.safeguards().guard();
    if (settings.factor() == 0 || term.alarm != null || isCalm(index, newest)) {
      return;
    }
    int[] now = sum(Math.max(term.since, at - settings.windowMinutes() * MINUTE), at + MINUTE);
    if (now[1] < settings.blocksAtLeast()) {
      return;
    }
    int[] before = sum(term.since - settings.normalDays() * DAY, term.since);
    int seen = before[0] == 0 ? 0 : (int) (before[1] * 1000L / before[0]);
    int normal = Math.max(settings.normalPermille(), seen);
    Set<ReasonCode> changed = difference(trustedBefore(index), term.rules);
    if (!changed.isEmpty() && now[1] * 1000L >= (long) settings.factor() * normal * now[0]) {
      List<String> names = changed.stream().map(Enum::name).toList();
      term.heldBack = changed;
      term.alarm =
          new GuardAlarm(
              term.rules.version(), Instant.ofEpochMilli(at), names, now[0], now[1], normal);
    }
  }

  private int[] sum(long from, long to) {
    int[] sum = new int[2];
    Map<Long, int[]> stretch =
        minutes.subMap(Math.floorDiv(from, MINUTE), Math.floorDiv(to, MINUTE));
    for (int[] minute : stretch.values()) {
      sum[0] += minute[0];
      sum[1] += minute[1];
    }
    return sum;
  }

  private Term latest() {
    return terms.get(terms.size() - 1);
  }

  /** Index of the rules that held at a moment, or -1. */
  private int termAt(long at) {
    int index = terms.size() - 1;
    while (index >= 0 && terms.get(index).since > at) {
      index--;
    }
    return index;
  }

  private boolean isCalm(int index, long until) {
    Term term = terms.get(index);
    GuardSettings settings = term.rules.safeguards().guard();
    boolean longEnough = until - term.since >= settings.calmMinutes() * MINUTE;
    return index == 0
        || isMeant(index)
        || (term.alarm == null && longEnough && term.returns >= settings.calmReturns());
  }

  /** Somebody saw the alarm and put the same rules in force once more. */
  private boolean isMeant(int index) {
    Term before = terms.get(index - 1);
    Rules rules = terms.get(index).rules;
    return before.alarm != null
        && before.rules.version().equals(rules.version())
        && before.rules.asksLike(rules, ReasonCode.MODEL);
  }

  /** The last rules that were trusted when those took their place. */
  private Rules trustedBefore(int index) {
    for (int i = index - 1; i > 0; i--) {
      if (isCalm(i, terms.get(i + 1).since)) {
        return terms.get(i).rules;
      }
    }
    return terms.get(0).rules;
  }

  /** Rules that may block now and did not so before; thresholds and mitigations concern all. */
  private static Set<ReasonCode> difference(Rules trusted, Rules rules) {
    Set<ReasonCode> changed = EnumSet.noneOf(ReasonCode.class);
    boolean all = !trusted.weighsLike(rules);
    for (Rules.Asked asked : rules.asked()) {
      ReasonCode code = asked.rule().code();
      boolean active = asked.settings().mode() == RuleMode.ACTIVE;
      if (active && (all || !rules.asksLike(trusted, code))) {
        changed.add(code);
      }
    }
    return changed;
  }
}
