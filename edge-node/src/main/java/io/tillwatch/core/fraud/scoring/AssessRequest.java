package io.tillwatch.core.fraud.scoring;

import io.tillwatch.core.checkout.ReceiptKnowledge;
import io.tillwatch.core.fraud.RightOutcome;
import io.tillwatch.core.retail.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * Asks how a transaction is to be judged.
 *
 * @param rightOutcome what the ledger said of the refund right, where it was asked already
 * @param receipt what the ledger says of the receipt that a return names; null for a sale, and for
 *     a return without receipt
 */
public record AssessRequest(
    Transaction transaction, RightOutcome rightOutcome, @Nullable ReceiptKnowledge receipt) {

  public AssessRequest(Transaction transaction, RightOutcome rightOutcome) {
    this(transaction, rightOutcome, null);
  }
}
