package io.tillwatch.edge.web.answer.transactions;

import io.tillwatch.core.fraud.Assessment;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.fraud.Remedy;
import org.jspecify.annotations.Nullable;

/** How a transaction was judged, as far as whoever asks may know. */
public sealed interface ShownAssessmentJson
    permits AssessmentJson, ShownAssessmentJson.ForCustomers {

  /** Where customers may see the answer: no score and no reason. */
  record ForCustomers(Decision decision, @Nullable Remedy remedy) implements ShownAssessmentJson {
    static ForCustomers of(Assessment assessment) {
      return new ForCustomers(assessment.decision(), assessment.remedy());
    }
  }
}
