package io.tillwatch.core.fraud.scoring;

import io.tillwatch.core.fraud.Assessment;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.fraud.Reason;
import io.tillwatch.core.fraud.Remedy;
import io.tillwatch.core.fraud.ReturnAssessment;
import io.tillwatch.core.fraud.ScoreThresholds;
import io.tillwatch.core.fraud.rules.Dossier;
import io.tillwatch.core.fraud.rules.Hit;
import io.tillwatch.core.fraud.rules.Hits;
import io.tillwatch.core.fraud.rules.MitigationEffect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Judges a transaction: asks every rule, takes the mitigations off, combines. A pure function of
 * its arguments; the running node, the replay and the back-test all call it.
 */
public final class FraudScorer {
  /** Lowest score that is worth offering a remedy for. */
  private static final int REMEDY_FROM = 30;

  /** Stands among the mitigations of an answer that the guard kept from being a block. */
  private static final String HELD_BACK = "RULE_GUARD";

  private static final Comparator<Hit> STRONGEST_FIRST =
      Comparator.comparing(Hit::floor)
          .thenComparing(Hit::points)
          .reversed()
          .thenComparing(Hit::code);

  private FraudScorer() {}

  /** Judges, and says what checkout needs to carry it out; the caller adds how long it took. */
  public static ReturnAssessment judge(Dossier dossier, Rules rules) {
    Assessment assessment = assess(dossier, rules);
    if (!dossier.isReturn()) {
      String here = dossier.transaction().storeId();
      return new ReturnAssessment(assessment, List.of(), 0, here, 0);
    }
    if (!dossier.knowsPurchase()) {
      String shops = dossier.context().currency();
      return new ReturnAssessment(
          assessment, List.of(), dossier.claim().payableMinor(), null, shops, 0, null);
    }
    return new ReturnAssessment(
        assessment,
        dossier.claim().allocation().takes(),
        dossier.claim().allocation().refundMinor(),
        dossier.sale().storeId(),
        dossier.sale().currency(),
        0,
        null);
  }

  static Assessment assess(Dossier dossier, Rules rules) {
    Hits hits = ask(dossier, rules);
    MitigationEffect effect = relieve(dossier, rules, hits);
    Score score = heldBack(hits.active(), effect, rules);
    List<Hit> counting = counting(hits.active(), effect, score);
    return new Assessment(
            score.value(),
            rules.combining().decide(score.value()),
            rules.version(),
            reasons(counting),
            reasons(hits.shadow()),
            score.value() < REMEDY_FROM ? null : remedy(counting, rules.combining()))
        .with(
            score.contributions(),
            effect.names(),
            !dossier.isReturn() ? Map.of() : dossier.freshness().peers());
  }

  /** A score that only rules which the guard holds back lift to a block stays just below one. */
  private static Score heldBack(List<Hit> hits, MitigationEffect effect, Rules rules) {
    ScoreThresholds thresholds = rules.combining();
    Score score = doubted(hits, effect, thresholds);
    if (rules.heldBack().isEmpty() || thresholds.decide(score.value()) != Decision.BLOCK) {
      return score;
    }
    List<Hit> trusted =
        hits.stream()
            .filter(hit -> hit.isLedgerFact() || !rules.heldBack().contains(hit.code()))
            .toList();
    if (thresholds.decide(Score.of(trusted, effect, thresholds).value()) == Decision.BLOCK) {
      return score;
    }
    effect.named(HELD_BACK);
    return score.atMost(thresholds.block() - 1);
  }

  /**
   * A score that only doubt lifts to a block stays just below one: a sale that comes late must not
   * turn a return that would be held into one that is refused.
   */
  private static Score doubted(
      List<Hit> hits, MitigationEffect effect, ScoreThresholds thresholds) {
    Score score = Score.of(hits, effect, thresholds);
    if (thresholds.decide(score.value()) != Decision.BLOCK) {
      return score;
    }
    List<Hit> sure = new ArrayList<>(hits);
    return !sure.removeIf(Hit::doubt)
            || thresholds.decide(Score.of(sure, effect, thresholds).value()) == Decision.BLOCK
        ? score
        : score.atMost(thresholds.block() - 1);
  }

  private static Hits ask(Dossier dossier, Rules rules) {
    Hits hits = new Hits();
    List<Rules.Asked> asked = rules.asked();
    for (int i = 0; i < asked.size(); i++) {
      Rules.Asked one = asked.get(i);
      if (dossier.isReturn() || one.rule().onSales()) {
        hits.of(one.rule(), one.settings().mode());
        one.rule().check().judge(dossier, one.settings(), hits);
      }
    }
    return hits;
  }

  private static MitigationEffect relieve(Dossier dossier, Rules rules, Hits hits) {
    MitigationEffect effect = new MitigationEffect();
    if (!dossier.isReturn() || hits.active().isEmpty()) {
      return effect;
    }
    for (Rules.Granting granting : rules.granting()) {
      if (granting.mitigation().grant().give(dossier, granting.settings(), effect)) {
        effect.named(granting.mitigation().name());
      }
    }
    return effect;
  }

  /** Hits that weigh something after mitigation: floors, and those of a group that weighs. */
  private static List<Hit> counting(List<Hit> hits, MitigationEffect effect, Score score) {
    List<Hit> counting = new ArrayList<>(hits.size());
    for (Hit hit : hits) {
      boolean weighs = effect.permille(hit.code()) > 0 && score.weighs(hit.group());
      if (effect.isFloor(hit) || weighs) {
        counting.add(hit);
      }
    }
    counting.sort(STRONGEST_FIRST);
    return counting;
  }

  private static List<Reason> reasons(List<Hit> hits) {
    List<Reason> reasons = new ArrayList<>(hits.size());
    for (Hit hit : hits) {
      reasons.add(hit.reason());
    }
    return reasons;
  }

  /**
   * The remedy of the strongest hit that has one, unless a hard fact stands in the way that no
   * remedy moves.
   */
  private static @Nullable Remedy remedy(List<Hit> strongestFirst, ScoreThresholds thresholds) {
    for (Hit hit : strongestFirst) {
      if (hit.floor() && hit.remedy() == null && hit.points() >= thresholds.review()) {
        return null;
      }
    }
    for (Hit hit : strongestFirst) {
      if (hit.remedy() != null) {
        return hit.remedy();
      }
    }
    return null;
  }
}
