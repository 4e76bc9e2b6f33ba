package io.tillwatch.tools.train.world;

import io.tillwatch.core.fraud.Assessment;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.retail.Return;
import io.tillwatch.tools.train.TrainingRow;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A return of a world, how it was answered, and what became known of it. */
final class JudgedReturn {
  /** Paid so long ago with nothing against it: taken for honest. */
  static final Duration MATURITY = Duration.ofDays(45);

  private final Return refund;
  private final @Nullable Scheme scheme;
  private final Verdicts verdicts;
  private final float[] numbers;
  private final Assessment assessment;
  private final boolean byLedger;
  private @Nullable Boolean verdict;
  private int weight;
  private Instant reviewed = Instant.MAX;
  private Instant found = Instant.MAX;

  /**
   * @param byLedger a ledger fact decided it, which nobody needs to learn
   */
  JudgedReturn(
      Happening happening,
      Verdicts verdicts,
      float[] numbers,
      Assessment assessment,
      boolean byLedger) {
    this.refund = (Return) happening.event();
    this.scheme = happening.scheme();
    this.verdicts = verdicts;
    this.numbers = numbers;
    this.assessment = assessment;
    this.byLedger = byLedger;
  }

  /** A reviewer said so; the label weighs this much. */
  void reviewed(Instant when, @Nullable Boolean said, int weighs) {
    reviewed = when;
    verdict = said;
    weight = weighs;
  }

  /** It came to light by itself. */
  void found(Instant when) {
    found = when;
  }

  Return refund() {
    return refund;
  }

  String id() {
    return refund.id();
  }

  Instant at() {
    return refund.at();
  }

  @Nullable Scheme scheme() {
    return scheme;
  }

  boolean isFraud() {
    return scheme != null;
  }

  float[] numbers() {
    return numbers;
  }

  Assessment assessment() {
    return assessment;
  }

  boolean isPaid() {
    return assessment.decision() == Decision.APPROVE;
  }

  /** Whether a reviewer looks at it at some time. */
  boolean isLookedAt() {
    return !reviewed.equals(Instant.MAX);
  }

  /** Whether somebody may still be asked what a paid one was. */
  boolean canBeReviewed() {
    return isPaid() && !byLedger && !isLookedAt();
  }

  /** Whether it had come to light by itself. */
  boolean isFoundBy(Instant moment) {
    return !found.isAfter(moment);
  }

  Verdicts verdicts() {
    return verdicts;
  }

  /** Whether a reviewer had said what it is. */
  boolean isReviewedBy(Instant moment) {
    return verdict != null && !reviewed.isAfter(moment);
  }

  /**
   * As the shop knows it then: what was said first, a verdict or what came to light, and silence
   * for long enough.
   */
  TrainingRow knownAt(Instant moment) {
    boolean judged = !reviewed.isAfter(moment) && !found.isBefore(reviewed);
    if (judged || found.isAfter(moment)) {
      boolean silent = isPaid() && !at().plus(MATURITY).isAfter(moment);
      return labelled(judged ? verdict : silent ? Boolean.FALSE : null, 1);
    }
    return labelled(true, 1);
  }

  /** When something was first known that a label says; null where nothing ever was. */
  @Nullable Instant labelKnown() {
    Instant matured = isPaid() ? at().plus(MATURITY) : Instant.MAX;
    Instant told = verdict == null ? Instant.MAX : reviewed;
    Instant first = told.isBefore(matured) ? told : matured;
    first = found.isBefore(first) ? found : first;
    return byLedger || first.equals(Instant.MAX) ? null : first;
  }

  /**
   * As a shop that explores knows it then: the same, where a verdict on a return that was held by
   * chance speaks for all that were refused like it. What was paid has a label anyway, by silence,
   * so that a verdict on it speaks for itself alone.
   */
  TrainingRow exploredAt(Instant moment) {
    TrainingRow known = knownAt(moment);
    return isReviewedBy(moment) && !isPaid() ? labelled(known.fraud(), Math.max(1, weight)) : known;
  }

  /** As reviewers alone taught it, each verdict for as many returns as it was drawn from. */
  TrainingRow reviewedAt(Instant moment) {
    return labelled(reviewed.isAfter(moment) ? null : verdict, Math.max(1, weight));
  }

  /** As if reviewers had looked at every return. */
  TrainingRow fullyReviewed() {
    return labelled(isPaid() ? verdicts.ofPaid() : verdicts.ofHeld(), 1);
  }

  TrainingRow truth() {
    return labelled(isFraud(), 1);
  }

  private TrainingRow labelled(@Nullable Boolean label, int weighs) {
    return new TrainingRow(at(), byLedger ? null : label, weighs, numbers);
  }
}
