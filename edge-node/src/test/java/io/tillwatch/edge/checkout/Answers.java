package io.tillwatch.edge.checkout;

import io.tillwatch.core.checkout.Answer;
import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.Refusal;
import io.tillwatch.core.checkout.staff.StaffAnswer;

/** Looks into an answer; null where it is of the other kind. */
public final class Answers {
  private Answers() {}

  public static Posted posted(Answer answer) {
    return answer instanceof Answer.Recorded recorded ? recorded.posted() : null;
  }

  public static Refusal refusal(Answer answer) {
    return answer instanceof Answer.Refused refused ? refused.refusal() : null;
  }

  public static Refusal refusal(StaffAnswer answer) {
    return answer instanceof StaffAnswer.Refused refused ? refused.refusal() : null;
  }

  public static boolean replayed(Answer answer) {
    return answer instanceof Answer.Recorded recorded && recorded.replayed();
  }

  public static String factId(StaffAnswer answer) {
    return answer instanceof StaffAnswer.Done done ? done.factId() : null;
  }
}
