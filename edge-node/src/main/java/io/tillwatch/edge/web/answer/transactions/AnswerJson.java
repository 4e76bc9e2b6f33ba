package io.tillwatch.edge.web.answer.transactions;

import io.tillwatch.core.checkout.Answer;
import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.TransactionView;
import io.tillwatch.core.retail.Settlement;
import io.tillwatch.edge.codec.OmittedIfNull;
import org.jspecify.annotations.Nullable;

/** What a till is answered. */
public record AnswerJson(
    TransactionJson transaction,
    ShownAssessmentJson assessment,
    long refundMinor,
    String reference,
    Settlement settlement,
    Trace trace) {

  /**
   * How long it took.
   *
   * @param scoredMicros null where customers may see the answer
   */
  public record Trace(@OmittedIfNull @Nullable Long scoredMicros, long committedMicros) {}

  /** The answer to a till whose screen only staff see, or to a system. */
  public static AnswerJson of(Answer.Recorded answer) {
    Posted posted = answer.posted();
    TransactionView view = TransactionView.fresh(posted);
    return of(
        view,
        TransactionJson.of(view),
        AssessmentJson.of(posted.assessment()),
        new Trace(posted.scoredMicros(), answer.committedMicros()));
  }

  /** The answer to a till whose screen customers may see. */
  public static AnswerJson forCustomers(Answer.Recorded answer) {
    Posted posted = answer.posted();
    TransactionView view = TransactionView.fresh(posted);
    return of(
        view,
        TransactionJson.withoutPurchaser(view),
        ShownAssessmentJson.ForCustomers.of(posted.assessment()),
        new Trace(null, answer.committedMicros()));
  }

  private static AnswerJson of(
      TransactionView view,
      TransactionJson transaction,
      ShownAssessmentJson assessment,
      Trace trace) {
    return new AnswerJson(
        transaction,
        assessment,
        view.refundMinor(),
        view.posted().reference(),
        view.settlement(),
        trace);
  }
}
