package io.tillwatch.edge.checkout;

import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.checkout.PostedSale;
import io.tillwatch.core.checkout.ReceiptHistory;
import io.tillwatch.core.checkout.ReceiptKnowledge;
import io.tillwatch.core.checkout.Submission;
import io.tillwatch.core.retail.PhotoEvidence;
import io.tillwatch.core.retail.Return;
import org.jspecify.annotations.Nullable;

/**
 * A return on its way to its answer.
 *
 * @param submission what the till sent
 * @param retried the held return that this one repeats, whose right it takes over; or null
 * @param receipt what is known of the receipt; null where none is named, or nobody has looked yet
 */
record ReturnAttempt(
    Submission.OfReturn submission,
    Return refund,
    @Nullable PostedReturn retried,
    @Nullable ReceiptKnowledge receipt) {

  ReturnAttempt(Submission.OfReturn submission, Return refund, @Nullable PostedReturn retried) {
    this(submission, refund, retried, null);
  }

  /** The same with what was found; where the sale is, by the number that is printed on it. */
  ReturnAttempt knowing(ReceiptKnowledge found) {
    PostedSale sale = found.history().sale();
    Return printed = sale == null ? refund : refund.ofReceipt(sale.sale().receiptNumber());
    return new ReturnAttempt(submission, printed, retried, found);
  }

  /** The sale as it is known; null where it is not, or nobody has looked yet. */
  @Nullable PostedSale sale() {
    return receipt == null ? null : receipt.history().sale();
  }

  /** What is known of the receipt, once somebody has looked. */
  ReceiptHistory history() {
    if (receipt == null) {
      throw new IllegalStateException("nobody has looked for the receipt of " + refund.id());
    }
    return receipt.history();
  }

  ReturnAttempt with(PhotoEvidence photo) {
    return new ReturnAttempt(submission, refund.toBuilder().photo(photo).build(), retried, receipt);
  }
}
