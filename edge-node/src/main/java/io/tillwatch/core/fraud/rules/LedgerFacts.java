package io.tillwatch.core.fraud.rules;

import io.tillwatch.core.checkout.ReceiptKnowledge;
import io.tillwatch.core.fraud.LedgerWord;

/**
 * What a running node knows of one return beyond the history; a replay passes {@link #NONE}.
 *
 * @param word what the ledger said of the refund right after the return was scored first
 * @param receipt what the ledger says of the receipt that the return names; null where nobody was
 *     asked
 * @param receiptTampered the receipt carries a signed code that does not fit
 * @param historyLoading the node still reads its history, so absence means nothing
 * @param externalScore 0..100 from an external fraud service, or null where none answered in time
 * @param modelScore the model's calibrated probability x 100, or null where no model runs
 */
public record LedgerFacts(
    LedgerWord word,
    ReceiptKnowledge receipt,
    boolean receiptTampered,
    boolean historyLoading,
    Integer externalScore,
    Integer modelScore) {
  public static final LedgerFacts NONE =
      new LedgerFacts(LedgerWord.NONE, null, false, false, null, null);

  public static LedgerFacts of(LedgerWord word) {
    return NONE.with(word);
  }

  public LedgerFacts with(LedgerWord said) {
    return new LedgerFacts(
        said, receipt, receiptTampered, historyLoading, externalScore, modelScore);
  }

  public LedgerFacts withReceipt(ReceiptKnowledge known) {
    return new LedgerFacts(word, known, receiptTampered, historyLoading, externalScore, modelScore);
  }

  public LedgerFacts whileHistoryLoads() {
    return new LedgerFacts(word, receipt, receiptTampered, true, externalScore, modelScore);
  }

  public LedgerFacts withTamperedReceipt() {
    return new LedgerFacts(word, receipt, true, historyLoading, externalScore, modelScore);
  }

  public LedgerFacts withExternalScore(Integer score) {
    return new LedgerFacts(word, receipt, receiptTampered, historyLoading, score, modelScore);
  }

  public LedgerFacts withModelScore(Integer score) {
    return new LedgerFacts(word, receipt, receiptTampered, historyLoading, externalScore, score);
  }
}
