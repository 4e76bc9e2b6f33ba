package io.tillwatch.edge.fraud;

import io.tillwatch.core.fraud.Freshness;
import io.tillwatch.core.fraud.ReasonCode;
import io.tillwatch.core.fraud.ReturnAssessment;
import io.tillwatch.core.fraud.RuleMode;
import io.tillwatch.core.fraud.exploration.Exploration;
import io.tillwatch.core.fraud.features.FeatureSet;
import io.tillwatch.core.fraud.history.FraudHistory;
import io.tillwatch.core.fraud.rules.Dossier;
import io.tillwatch.core.fraud.rules.ModelOpinions;
import io.tillwatch.core.fraud.rules.ScoringContext;
import io.tillwatch.core.fraud.scoring.AssessRequest;
import io.tillwatch.core.fraud.scoring.FraudScorer;
import io.tillwatch.core.fraud.scoring.Rules;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Judges with what this store knows now. For one thread. */
final class Assessor {
  private final String self;
  private final InstantSource time;
  private final FraudHistory history;
  private final ActiveRules activeRules;
  private final ActiveModels models;
  private final Exploration exploration;

  /**
   * @param self the store's id
   * @param exploration which refusals are held by chance
   */
  Assessor(
      String self,
      InstantSource time,
      FraudHistory history,
      ActiveRules activeRules,
      ActiveModels models,
      Exploration exploration) {
    this.models = models;
    this.exploration = exploration;
    this.self = self;
    this.time = time;
    this.history = history;
    this.activeRules = activeRules;
  }

  /**
   * Judges; while the history is read back, numbers that count the past mean nothing and are not
   * kept.
   *
   * @param externalScore of the external service, or null
   */
  ReturnAssessment judge(
      AssessRequest request,
      @Nullable Integer externalScore,
      Freshness freshness,
      boolean loading) {
    long began = System.nanoTime();
    ScoringContext facts =
        ScoringContext.of(request.rightOutcome())
            .withReceipt(request.receipt())
            .withExternalScore(externalScore);
    Dossier dossier =
        new Dossier(
            request.transaction(),
            history.seenBy(self, time.instant()),
            freshness,
            loading ? facts.whileHistoryLoads() : facts);
    ReturnAssessment judged =
        loading || !dossier.isReturn()
            ? FraudScorer.judge(dossier, activeRules.rules())
            : withFeatures(dossier);
    return judged.took((System.nanoTime() - began) / 1000);
  }

  private ReturnAssessment withFeatures(Dossier dossier) {
    float[] numbers = FeatureSet.of(dossier);
    Rules rules = activeRules.rules();
    boolean asked = rules.of(ReasonCode.MODEL).mode() != RuleMode.OFF;
    ModelOpinions opinions = asked ? models.on(numbers) : ModelOpinions.NONE;
    ReturnAssessment judged =
        FraudScorer.judge(dossier.hearing(opinions), rules).knowing(FeatureSet.row(numbers));
    return exploration.onReturn(dossier.transaction(), judged, rules, opinions.first());
  }
}
