package io.tillwatch.core.fraud.rules;

import static io.tillwatch.core.fraud.EvidenceGroup.MODEL;

import io.tillwatch.core.fraud.Evidence;
import io.tillwatch.core.fraud.ReasonCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opinions from outside the catalogue: an external service, and a trained model. */
final class ExternalRules {
  static final List<Rule> ALL =
      List.of(
          Rule.of(ReasonCode.EXTERNAL_SCORE, MODEL, 50)
              .when((d, s, hits) -> scaled(d.scoring().externalScore(), s, hits)),
          Rule.of(ReasonCode.MODEL, MODEL, 50)
              .when((d, s, hits) -> models(d.scoring().opinions(), s, hits)));

  private ExternalRules() {}

  /** The opinion as it is, at most the rule's points. */
  private static void scaled(@Nullable Integer score, RuleSettings s, Hits hits) {
    if (score != null) {
      hits.add(
          Math.min(s.points(), Math.max(0, score)),
          new Evidence("score", Integer.toString(score), "of 100"));
    }
  }

  /** The champion weighs as the rule is set; the challenger is told and changes nothing. */
  private static void models(ModelOpinions opinions, RuleSettings s, Hits hits) {
    if (opinions.champion() != null) {
      hits.add(points(opinions.champion(), s), evidence(opinions.champion(), s, "champion"));
    }
    if (opinions.challenger() != null) {
      hits.onTrial(
          points(opinions.challenger(), s), evidence(opinions.challenger(), s, "challenger"));
    }
  }

  private static int points(ModelOpinion opinion, RuleSettings s) {
    return Math.min(s.points(), Math.max(0, opinion.score()));
  }

  private static Evidence[] evidence(ModelOpinion opinion, RuleSettings s, String standing) {
    List<Evidence> evidence = new ArrayList<>(opinion.why().size() + 3);
    evidence.add(new Evidence("points", Integer.toString(points(opinion, s)), "of " + s.points()));
    evidence.add(new Evidence("score", Integer.toString(opinion.score()), "of 100"));
    evidence.add(new Evidence("model", opinion.model(), standing));
    evidence.addAll(opinion.why());
    return evidence.toArray(Evidence[]::new);
  }
}
