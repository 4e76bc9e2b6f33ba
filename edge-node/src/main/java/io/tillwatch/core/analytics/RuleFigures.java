package io.tillwatch.core.analytics;

import io.tillwatch.core.retail.Resolution;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one rule did within a stretch of time, and what reviewers say of it. Several rules may share
 * one transaction, so these do not sum to the figures of a store.
 *
 * @param hits transactions of which it was a reason
 * @param shadowHits transactions that it hit on trial, which changed nothing
 * @param flagged transactions held or refused of which it was a reason
 * @param fraud of the transactions it hit, on trial or not: found fraudulent by a reviewer
 * @param legitimate found legitimate
 * @param inconclusive found inconclusive
 * @param savedMinor what the flagged ones asked for that a reviewer found fraudulent and that are
 *     paid nothing, minor units
 * @param costMinor what the flagged ones asked for that a reviewer found legitimate, minor units:
 *     honest customers who waited or went
 */
public record RuleFigures(
    long hits,
    long shadowHits,
    long flagged,
    long fraud,
    long legitimate,
    long inconclusive,
    long savedMinor,
    long costMinor) {
  /** Of a rule that never hit. */
  public static final RuleFigures NONE = new RuleFigures(0, 0, 0, 0, 0, 0, 0, 0);

  /** Asks for every rule's figures. */
  public record Query(Instant from, Instant to, @Nullable String storeId) {}

  /**
   * The answer.
   *
   * @param from start of the first hour that is counted
   * @param to end of the last hour that is counted
   * @param byCode of the rules that hit
   */
  public record Table(
      Instant from, Instant to, Instant asOf, boolean complete, Map<String, RuleFigures> byCode) {
    public Table {
      byCode = Map.copyOf(byCode);
    }

    /** What that rule did. */
    public RuleFigures of(String code) {
      return byCode.getOrDefault(code, NONE);
    }
  }

  RuleFigures plus(RuleFigures other) {
    return new RuleFigures(
        hits + other.hits,
        shadowHits + other.shadowHits,
        flagged + other.flagged,
        fraud + other.fraud,
        legitimate + other.legitimate,
        inconclusive + other.inconclusive,
        savedMinor + other.savedMinor,
        costMinor + other.costMinor);
  }

  /** How often each rule hit. */
  static Map<String, RuleFigures> hits(Trends.Sums sums) {
    Map<String, RuleFigures> hits = new TreeMap<>();
    sums.reasons().forEach((code, n) -> hits.put(code, new RuleFigures(n, 0, 0, 0, 0, 0, 0, 0)));
    sums.shadow()
        .forEach(
            (code, n) ->
                hits.merge(code, new RuleFigures(0, n, 0, 0, 0, 0, 0, 0), RuleFigures::plus));
    return hits;
  }

  /** What a transaction says of each rule that hit it. */
  static RuleFigures outcome(TransactionStanding standing, boolean trial) {
    boolean flagged = !trial && standing.isFlagged();
    boolean fraud = standing.verdict() == Resolution.Outcome.FRAUD;
    boolean legitimate = standing.verdict() == Resolution.Outcome.LEGITIMATE;
    boolean inconclusive = standing.verdict() == Resolution.Outcome.INCONCLUSIVE;
    long saved = flagged && fraud ? standing.tally().get(Counters.Count.PROTECTED_MINOR) : 0;
    return new RuleFigures(
        0,
        0,
        flagged ? 1 : 0,
        fraud ? 1 : 0,
        legitimate ? 1 : 0,
        inconclusive ? 1 : 0,
        saved,
        flagged && legitimate ? standing.attempt().askedMinor() : 0);
  }
}
