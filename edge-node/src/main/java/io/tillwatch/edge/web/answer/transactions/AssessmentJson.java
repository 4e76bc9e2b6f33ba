package io.tillwatch.edge.web.answer.transactions;

import io.tillwatch.core.fraud.Assessment;
import io.tillwatch.core.fraud.Contribution;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.fraud.Reason;
import io.tillwatch.core.fraud.Remedy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How a transaction was judged. */
public record AssessmentJson(
    int score,
    Decision decision,
    String rulesetVersion,
    List<Reason> reasons,
    List<String> mitigations,
    @Nullable Remedy remedy)
    implements ShownAssessmentJson {

  /**
   * How a score came about.
   *
   * @param contributions what each group of evidence weighs
   * @param heardUpTo up to when each other store had been heard
   */
  public record Arithmetic(List<Contribution> contributions, Map<String, Instant> heardUpTo) {
    public static Arithmetic of(Assessment assessment) {
      return new Arithmetic(assessment.contributions(), new TreeMap<>(assessment.heardUpTo()));
    }
  }

  public static AssessmentJson of(Assessment assessment) {
    return new AssessmentJson(
        assessment.score(),
        assessment.decision(),
        assessment.rulesetVersion(),
        assessment.reasons(),
        assessment.mitigations(),
        assessment.remedy());
  }
}
