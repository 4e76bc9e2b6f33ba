package io.tillwatch.tools.demo;

import io.tillwatch.core.fraud.Decision;
import io.tillwatch.tools.demo.model.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the stores made of one step, as they answered.
 *
 * @param askedMinor what was bought, or asked back
 * @param paidMinor what was paid back in the end
 * @param reasons code and points, strongest first
 * @param faceVerified whether the photo shows a face that counts; null without photo
 * @param answerMicros from request to answer, as the till saw it
 * @param committedMicros from the request to the commit in the store's Redis, as the node says
 * @param alertSeenMillis until the other store showed the alert; -1 where there was none to see
 * @param declined a reviewer in the other store declined what was held
 */
record StepResult(
    Step step,
    String transactionId,
    String receiptNumber,
    Decision decision,
    int score,
    long askedMinor,
    long paidMinor,
    List<Reason> reasons,
    @Nullable Boolean faceVerified,
    long answerMicros,
    long committedMicros,
    long alertSeenMillis,
    boolean declined) {

  /** One reason of an assessment. */
  record Reason(String code, int points) {
    @Override
    public String toString() {
      return code + " " + points;
    }
  }

  StepResult {
    reasons = List.copyOf(reasons);
  }

  /** The decision is the expected one, and fraud was paid nothing. */
  boolean isAsExpected() {
    return step.expected().isMetBy(decision) && (!step.isFraud() || isPrevented());
  }

  boolean isDetected() {
    return step.isFraud() && decision != Decision.APPROVE;
  }

  /** A fraud that was paid nothing, and no longer can be. */
  boolean isPrevented() {
    return isDetected() && paidMinor == 0 && (decision == Decision.BLOCK || declined);
  }

  boolean isFalsePositive() {
    return !step.isFraud() && decision != Decision.APPROVE;
  }
}
