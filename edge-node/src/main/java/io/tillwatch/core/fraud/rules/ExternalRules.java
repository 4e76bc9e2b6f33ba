package io.tillwatch.core.fraud.rules;

import static io.tillwatch.core.fraud.EvidenceGroup.MODEL;

import io.tillwatch.core.fraud.Evidence;
import io.tillwatch.core.fraud.ReasonCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opinions from outside the catalogue: an external service, and a trained model. */
final class ExternalRules {
  static final List<Rule> ALL =
      List.of(
          Rule.of(ReasonCode.EXTERNAL_SCORE, MODEL, 50)
              .when((d, s, hits) -> scaled(d.facts().externalScore(), s, hits)),
          Rule.of(ReasonCode.MODEL, MODEL, 50)
              .when((d, s, hits) -> scaled(d.facts().modelScore(), s, hits)));

  private ExternalRules() {}

  /** The opinion as it is, at most the rule's points. */
  private static void scaled(@Nullable Integer score, RuleSettings s, Hits hits) {
    if (score != null) {
      hits.add(
          Math.min(s.points(), Math.max(0, score)),
          new Evidence("score", Integer.toString(score), "of 100"));
    }
  }
}
