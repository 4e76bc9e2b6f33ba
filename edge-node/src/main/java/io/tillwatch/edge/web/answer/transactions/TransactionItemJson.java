package io.tillwatch.edge.web.answer.transactions;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tillwatch.core.checkout.TransactionView;
import io.tillwatch.core.retail.CardFingerprints;
import io.tillwatch.core.retail.HeldDecision;
import io.tillwatch.core.retail.Payout;
import io.tillwatch.core.retail.Settlement;
import io.tillwatch.edge.codec.OmittedIfNull;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A transaction with what became of it, in a list or in an event.
 *
 * @param review null for a lane
 * @param payout where the cash of an approved return was paid, or null
 * @param local whether this store made it; null but in an event
 */
public record TransactionItemJson(
    TransactionJson transaction,
    ShownAssessmentJson assessment,
    long refundMinor,
    String reference,
    Settlement settlement,
    @JsonUnwrapped @OmittedIfNull @Nullable Review review,
    @Nullable PaidOut payout,
    @OmittedIfNull @Nullable Boolean local) {

  /** What reviewers decided; not a till's to read. */
  public record Review(@Nullable Decided decision) {}

  /** What a reviewer can answer a held return. */
  public enum Outcome {
    APPROVE,
    DECLINE;

    public static Outcome of(HeldDecision decision) {
      return decision.approve() ? APPROVE : DECLINE;
    }
  }

  /** What settled a held return. */
  public record Decided(Outcome outcome, @Nullable String note, String by, Instant at) {
    private static @Nullable Decided of(@Nullable HeldDecision decision) {
      return decision == null
          ? null
          : new Decided(Outcome.of(decision), decision.note(), decision.by(), decision.at());
    }
  }

  /** Where the cash of an approved return was paid. */
  public record PaidOut(Instant at, String storeId, String laneId, @Nullable String cashierId) {
    private static @Nullable PaidOut of(@Nullable Payout payout) {
      return payout == null
          ? null
          : new PaidOut(payout.at(), payout.paidAt(), payout.laneId(), payout.cashierId());
    }
  }

  /** All of it, for staff and for systems. */
  public static TransactionItemJson of(TransactionView view, CardFingerprints cards) {
    return of(
        view,
        TransactionJson.of(view, cards),
        AssessmentJson.of(view.posted().assessment()),
        new Review(Decided.of(view.decision())));
  }

  /** For a lane: what reviewers wrote is not a till's to read. */
  public static TransactionItemJson forLane(TransactionView view) {
    return of(
        view, TransactionJson.forLane(view), AssessmentJson.of(view.posted().assessment()), null);
  }

  /** For a page of a lane that customers can see: no score, no reason, no purchaser. */
  public static TransactionItemJson forCustomers(TransactionView view) {
    return of(
        view,
        TransactionJson.forCustomers(view),
        ShownAssessmentJson.ForCustomers.of(view.posted().assessment()),
        null);
  }

  /** The same in an event. */
  public TransactionItemJson told(boolean here) {
    return new TransactionItemJson(
        transaction, assessment, refundMinor, reference, settlement, review, payout, here);
  }

  private static TransactionItemJson of(
      TransactionView view,
      TransactionJson transaction,
      ShownAssessmentJson assessment,
      @Nullable Review review) {
    return new TransactionItemJson(
        transaction,
        assessment,
        view.refundMinor(),
        view.posted().reference(),
        view.settlement(),
        review,
        PaidOut.of(view.payout()),
        null);
  }
}
