package io.tillwatch.core.fraud.rules;

import io.tillwatch.core.checkout.ReceiptKnowledge;
import io.tillwatch.core.fraud.RightOutcome;
import org.jspecify.annotations.Nullable;

/**
 * What a running node knows of one return beyond the history; a replay passes {@link #NONE}.
 *
 * @param rightOutcome what the ledger said of the refund right after the return was scored first
 * @param receipt what the ledger says of the receipt that the return names; null where nobody was
 *     asked
 * @param receiptTampered the receipt carries a signed code that does not fit
 * @param historyLoading the node still reads its history, so absence means nothing
 * @param externalScore 0..100 from an external fraud service, or null where none answered in time
 * @param opinions what trained models say
 */
public record ScoringContext(
    RightOutcome rightOutcome,
    @Nullable ReceiptKnowledge receipt,
    boolean receiptTampered,
    boolean historyLoading,
    @Nullable Integer externalScore,
    ModelOpinions opinions) {
  public static final ScoringContext NONE =
      new ScoringContext(RightOutcome.NONE, null, false, false, null, ModelOpinions.NONE);

  public static ScoringContext of(RightOutcome outcome) {
    return NONE.with(outcome);
  }

  public ScoringContext with(RightOutcome said) {
    return new ScoringContext(
        said, receipt, receiptTampered, historyLoading, externalScore, opinions);
  }

  public ScoringContext withReceipt(@Nullable ReceiptKnowledge known) {
    return new ScoringContext(
        rightOutcome, known, receiptTampered, historyLoading, externalScore, opinions);
  }

  public ScoringContext whileHistoryLoads() {
    return new ScoringContext(
        rightOutcome, receipt, receiptTampered, true, externalScore, opinions);
  }

  public ScoringContext withExternalScore(@Nullable Integer score) {
    return new ScoringContext(
        rightOutcome, receipt, receiptTampered, historyLoading, score, opinions);
  }

  public ScoringContext hearing(ModelOpinions models) {
    return new ScoringContext(
        rightOutcome, receipt, receiptTampered, historyLoading, externalScore, models);
  }
}
