package io.tillwatch.edge.fraud.replay;

import io.tillwatch.core.fraud.Assessment;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.fraud.RuleFinding;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How well labelled transactions were judged. A rate without cases is unknown, never guessed. */
public final class EvaluationReport {
  private final long[] fraudByScore = new long[101];
  private final long[] honestByScore = new long[101];
  private final Map<String, Long> missedFrauds = new HashMap<>();
  private final Set<String> foundLater = new HashSet<>();
  private long events;
  private long frauds;
  private long honest;
  private long fraudsHeld;
  private long fraudsBlocked;
  private long honestHeld;
  private long honestBlocked;
  private long valueAtStake;
  private long valueStopped;

  /** Counts any event that was read. */
  public void event() {
    events++;
  }

  /** Counts an answer; a label other than FRAUD and LEGIT is unknown. */
  public void assessed(String id, @Nullable String label, long totalMinor, Assessment assessment) {
    boolean held = assessment.decision() == Decision.REVIEW;
    boolean blocked = assessment.decision() == Decision.BLOCK;
    if ("FRAUD".equals(label)) {
      frauds++;
      fraudByScore[assessment.score()]++;
      valueAtStake += totalMinor;
      fraudsHeld += held ? 1 : 0;
      fraudsBlocked += blocked ? 1 : 0;
      valueStopped += blocked ? totalMinor : 0;
      if (!held && !blocked) {
        missedFrauds.put(id, totalMinor);
      }
    } else if ("LEGIT".equals(label)) {
      honest++;
      honestByScore[assessment.score()]++;
      honestHeld += held ? 1 : 0;
      honestBlocked += blocked ? 1 : 0;
    }
  }

  /** Counts what turned out later. */
  public void found(RuleFinding finding) {
    if (missedFrauds.remove(finding.of()) != null) {
      foundLater.add(finding.of());
    }
  }

  /** The figures as lines for people. */
  public String report(double seconds) {
    long detected = fraudsHeld + fraudsBlocked + foundLater.size();
    long flaggedHonest = honestHeld + honestBlocked;
    StringBuilder text = new StringBuilder();
    line(text, "detection rate", percent(detected, frauds));
    line(text, "prevention rate", percent(fraudsBlocked, frauds));
    line(text, "false positive rate", percent(flaggedHonest, honest));
    line(text, "honest blocked", percent(honestBlocked, honest));
    line(text, "precision", percent(detected, detected + flaggedHonest));
    line(text, "AUC", auc());
    line(text, "value stopped", percent(valueStopped, valueAtStake));
    line(text, "events/s", String.format(Locale.ROOT, "%.0f", events / Math.max(seconds, 1e-9)));
    return text.toString();
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(String.format(Locale.ROOT, "%-20s %s%n", name, value));
  }

  private static String percent(long part, long whole) {
    return whole == 0
        ? "unknown (no labels)"
        : String.format(Locale.ROOT, "%.2f %% (%d of %d)", 100.0 * part / whole, part, whole);
  }

  /** Chance that a fraud scores above an honest case, ties counting half. */
  private String auc() {
    if (frauds == 0 || honest == 0) {
      return "unknown (no labels)";
    }
    double wins = 0;
    long honestBelow = 0;
    for (int score = 0; score <= 100; score++) {
      wins += fraudByScore[score] * (honestBelow + honestByScore[score] / 2.0);
      honestBelow += honestByScore[score];
    }
    return String.format(Locale.ROOT, "%.4f", wins / ((double) frauds * honest));
  }
}
