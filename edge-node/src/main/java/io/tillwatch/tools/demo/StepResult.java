package io.tillwatch.tools.demo;

import io.tillwatch.core.fraud.Decision;
import io.tillwatch.tools.demo.model.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the stores made of one step, as they answered.
 *
 * @param faceVerified whether the photo shows a face that counts; null without photo
 * @param declined a reviewer in the other store declined what was held
 */
record StepResult(
    Step step,
    String transactionId,
    String receiptNumber,
    Judged judged,
    Money money,
    @Nullable Boolean faceVerified,
    Times times,
    boolean declined) {

  /**
   * How the transaction was judged.
   *
   * @param reasons code and points, strongest first
   */
  record Judged(Decision decision, int score, List<Reason> reasons) {
    Judged {
      reasons = List.copyOf(reasons);
    }
  }

  /** One reason of an assessment. */
  record Reason(String code, int points) {
    @Override
    public String toString() {
      return code + " " + points;
    }
  }

  /**
   * What it was about.
   *
   * @param askedMinor what was bought, or asked back
   * @param paidMinor what was paid back in the end
   */
  record Money(long askedMinor, long paidMinor) {}

  /**
   * How long it took.
   *
   * @param answerMicros from request to answer, as the till saw it
   * @param committedMicros from the request to the commit in the store's Redis, as the node says
   * @param alertSeenMillis until the other store showed the alert; -1 where there was none to see
   */
  record Times(long answerMicros, long committedMicros, long alertSeenMillis) {}

  /** The decision is the expected one, and fraud was paid nothing. */
  boolean isAsExpected() {
    return step.expected().isMetBy(judged.decision()) && (!step.isFraud() || isPrevented());
  }

  boolean isDetected() {
    return step.isFraud() && judged.decision() != Decision.APPROVE;
  }

  /** A fraud that was paid nothing, and no longer can be. */
  boolean isPrevented() {
    return isDetected()
        && money.paidMinor() == 0
        && (judged.decision() == Decision.BLOCK || declined);
  }

  boolean isFalsePositive() {
    return !step.isFraud() && judged.decision() != Decision.APPROVE;
  }
}
