package io.tillwatch.core.checkout;

import io.tillwatch.core.fraud.Assessment;
import io.tillwatch.core.retail.HeldDecision;
import io.tillwatch.core.retail.LineQuantity;
import io.tillwatch.core.retail.Reference;
import io.tillwatch.core.retail.Return;
import io.tillwatch.core.retail.Tender;
import io.tillwatch.core.retail.Transaction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A return with its judgement.
 *
 * @param taken lines of the sale whose refund right this return holds; empty when blocked or
 *     without receipt
 * @param refundMinor paid back, or to be paid back once a held return is approved; 0 when blocked
 * @param home store that sold, or null where unknown
 * @param grantId the grant that the home store gave for this return, or null
 * @param standIn paid without the home store's word, within the stand-in budget
 * @param rightless held before anybody could say whether the right is still there; nothing was
 *     taken of it
 * @param reference absent in facts of older nodes: then the one that follows from the return's id
 */
public record PostedReturn(
    Return refund,
    Assessment assessment,
    Status status,
    @Nullable String photoId,
    long scoredMicros,
    List<LineQuantity> taken,
    long refundMinor,
    @Nullable String home,
    @Nullable String grantId,
    boolean standIn,
    boolean rightless,
    String reference)
    implements Posted {
  public PostedReturn {
    taken = List.copyOf(taken);
    reference = reference == null ? Reference.of(refund.id()) : reference;
  }

  /** A return that was not given a reference of its own. */
  public PostedReturn(
      Return refund,
      Assessment assessment,
      Status status,
      @Nullable String photoId,
      long scoredMicros,
      List<LineQuantity> taken,
      long refundMinor,
      @Nullable String home,
      @Nullable String grantId,
      boolean standIn,
      boolean rightless) {
    this(
        refund,
        assessment,
        status,
        photoId,
        scoredMicros,
        taken,
        refundMinor,
        home,
        grantId,
        standIn,
        rightless,
        Reference.of(refund.id()));
  }

  @Override
  public PostedReturn withReference(String other) {
    return new PostedReturn(
        refund,
        assessment,
        status,
        photoId,
        scoredMicros,
        taken,
        refundMinor,
        home,
        grantId,
        standIn,
        rightless,
        other);
  }

  /** Whether it has the right to what it would pay, taken at home or granted. */
  public boolean hasRight() {
    return home != null && !rightless && (home.equals(refund.storeId()) || grantId != null);
  }

  /** The same, where the right it had was given back. */
  public PostedReturn withoutRight() {
    return new PostedReturn(
        refund,
        assessment,
        status,
        photoId,
        scoredMicros,
        taken,
        refundMinor,
        home,
        null,
        standIn,
        true,
        reference);
  }

  @Override
  public Transaction transaction() {
    return refund;
  }

  @Override
  public HeldDecision decided(HeldDecision decision) {
    Tender tender = refund.refundTender();
    return tender != null && tender.type() == Tender.Type.CASH ? decision.ofCash() : decision;
  }
}
