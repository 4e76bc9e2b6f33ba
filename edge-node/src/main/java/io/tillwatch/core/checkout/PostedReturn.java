package io.tillwatch.core.checkout;

import static java.util.Objects.requireNonNull;

import io.tillwatch.core.fraud.Assessment;
import io.tillwatch.core.fraud.FeatureRow;
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
 * @param payback what is paid for it, by which right
 * @param reference absent in facts of older nodes: then the one that follows from the return's id
 * @param features what was known before it was decided; null in facts of older nodes, and while a
 *     node reads its history
 */
public record PostedReturn(
    Return refund,
    Assessment assessment,
    Status status,
    @Nullable String photoId,
    long scoredMicros,
    Payback payback,
    String reference,
    @Nullable FeatureRow features)
    implements Posted {

  /**
   * What is paid for a return, by which right.
   *
   * @param taken lines of the sale whose refund right this return holds; empty when blocked or
   *     without receipt
   * @param refundMinor paid back, or to be paid back once a held return is approved; 0 when blocked
   * @param home store that sold, or null where unknown
   * @param grantId the grant that the home store gave for this return, or null
   * @param standIn paid without the home store's word, within the stand-in budget
   * @param rightless held before anybody could say whether the right is still there; nothing was
   *     taken of it
   */
  public record Payback(
      List<LineQuantity> taken,
      long refundMinor,
      @Nullable String home,
      @Nullable String grantId,
      boolean standIn,
      boolean rightless) {
    public Payback {
      taken = List.copyOf(taken);
    }

    private Payback withoutRight() {
      return new Payback(taken, refundMinor, home, null, standIn, true);
    }
  }

  public PostedReturn {
    requireNonNull(refund.laneId(), "laneId");
    reference = reference == null ? Reference.of(refund.id()) : reference;
  }

  /** A return that was not given a reference of its own, of which nothing was known. */
  public PostedReturn(
      Return refund,
      Assessment assessment,
      Status status,
      @Nullable String photoId,
      long scoredMicros,
      Payback payback) {
    this(
        refund,
        assessment,
        status,
        photoId,
        scoredMicros,
        payback,
        Reference.of(refund.id()),
        null);
  }

  /** See {@link Payback}. */
  public List<LineQuantity> taken() {
    return payback.taken();
  }

  /** See {@link Payback}. */
  public long refundMinor() {
    return payback.refundMinor();
  }

  /** See {@link Payback}. */
  public @Nullable String home() {
    return payback.home();
  }

  /** See {@link Payback}. */
  public @Nullable String grantId() {
    return payback.grantId();
  }

  /** See {@link Payback}. */
  public boolean standIn() {
    return payback.standIn();
  }

  /** See {@link Payback}. */
  public boolean rightless() {
    return payback.rightless();
  }

  @Override
  public PostedReturn withReference(String other) {
    return new PostedReturn(
        refund, assessment, status, photoId, scoredMicros, payback, other, features);
  }

  /**
   * The same with what was known before it was decided. One that was to be paid and is held after
   * all is reviewed anyway, and not by chance.
   */
  public PostedReturn with(@Nullable FeatureRow known) {
    FeatureRow kept = known == null || status == Status.COMPLETED ? known : known.unsampled();
    return new PostedReturn(
        refund, assessment, status, photoId, scoredMicros, payback, reference, kept);
  }

  /** Whether it has the right to what it would pay, taken at home or granted. */
  public boolean hasRight() {
    String home = home();
    return home != null && !rightless() && (home.equals(refund.storeId()) || grantId() != null);
  }

  /** Whether it was paid at once, and chosen by chance to be reviewed all the same. */
  public boolean isSampled() {
    return status == Status.COMPLETED && features != null && features.sampledPermille() != null;
  }

  /** The same, where the right it had was given back. */
  public PostedReturn withoutRight() {
    return new PostedReturn(
        refund,
        assessment,
        status,
        photoId,
        scoredMicros,
        payback.withoutRight(),
        reference,
        features);
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
