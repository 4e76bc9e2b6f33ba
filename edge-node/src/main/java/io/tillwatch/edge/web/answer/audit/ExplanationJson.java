package io.tillwatch.edge.web.answer.audit;

import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.TransactionView;
import io.tillwatch.core.fraud.Reason;
import java.util.List;

/** Why a transaction was answered as it was, in words for the customer. */
public record ExplanationJson(
    String transactionId,
    String outcome,
    List<String> because,
    By decidedBy,
    String rulesetVersion,
    String whatYouCanDo) {

  /** Who had the last word. */
  public enum By {
    RULES,
    REVIEWER
  }

  /** Plain words, without a code or a number that only staff understand. */
  public static ExplanationJson of(TransactionView view) {
    return new ExplanationJson(
        view.id(),
        outcome(view),
        view.posted().assessment().reasons().stream().map(Reason::message).toList(),
        view.decision() == null ? By.RULES : By.REVIEWER,
        view.posted().assessment().rulesetVersion(),
        "Ask the shop to look at this decision again; a person will decide.");
  }

  private static String outcome(TransactionView view) {
    return switch (view.status()) {
      case COMPLETED -> "It was carried out.";
      case HELD -> "It waits for a person of the shop to decide.";
      case BLOCKED ->
          view.posted().status() == Posted.Status.HELD
              ? "A person of the shop declined it, or it was made again."
              : "It was not carried out.";
    };
  }
}
