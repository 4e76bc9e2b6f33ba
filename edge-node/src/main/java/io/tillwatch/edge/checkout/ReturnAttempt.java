package io.tillwatch.edge.checkout;

import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.checkout.PostedSale;
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
    Submission.OfReturn submission, Return refund, PostedReturn retried, ReceiptKnowledge receipt) {

  ReturnAttempt(Submission.OfReturn submission, Return refund, PostedReturn retried) {
    this(submission, refund, retried, null);
  }

  /** The same with what was found; where the sale is, by the number that is printed on it. */
  ReturnAttempt knowing(ReceiptKnowledge found) {
    Return printed =
        found.knowsSale()
            ? refund.ofReceipt(found.history().sale().sale().receiptNumber())
            : refund;
    return new ReturnAttempt(submission, printed, retried, found);
  }

  /** The sale as it is known; null where it is not, or nobody has looked yet. */
  @Nullable PostedSale sale() {
    return receipt == null ? null : receipt.history().sale();
  }

  ReturnAttempt with(PhotoEvidence photo) {
    return new ReturnAttempt(submission, refund.withPhoto(photo), retried, receipt);
  }
}
