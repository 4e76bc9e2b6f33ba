package io.tillwatch.core.fraud.history;

import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.fraud.Evidence;
import io.tillwatch.core.retail.Resolution;
import io.tillwatch.core.retail.Return;
import io.tillwatch.core.retail.Sale;
import io.tillwatch.core.retail.Transaction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A transaction in the history, with how it was decided and what was said of it later. */
public final class HistoryEntry implements Comparable<HistoryEntry> {
  private static final long MINUTE = 60_000L;

  private final Transaction transaction;
  private final Decision decision;
  private final Visibility visibility;
  private final long at;

  /** Minutes since 1970: to the minute is enough, and costs a million facts nothing. */
  private final int arrivedMinute;

  private List<Annotation> marks = List.of();
  private @Nullable PersonEntry account;
  private @Nullable PersonEntry card;

  /** A transaction that was heard of when it happened. */
  public HistoryEntry(Transaction transaction, Decision decision, Visibility visibility) {
    this(transaction, decision, visibility, transaction.at().toEpochMilli());
  }

  /**
   * A transaction.
   *
   * @param arrived when it was heard of here, milliseconds since 1970; see {@link Arrival}
   */
  HistoryEntry(Transaction transaction, Decision decision, Visibility visibility, long arrived) {
    this.transaction = transaction;
    this.decision = decision;
    this.visibility = visibility;
    this.at = transaction.at().toEpochMilli();
    this.arrivedMinute = (int) Math.floorDiv(arrived, MINUTE);
  }

  public Transaction transaction() {
    return transaction;
  }

  /** Whether it is a sale; else it is a return. */
  public boolean isSale() {
    return transaction instanceof Sale;
  }

  /** The sale; only of what {@link #isSale} says it of. */
  public Sale sale() {
    return (Sale) transaction;
  }

  /** The return; only of what {@link #isSale} denies. */
  public Return refund() {
    return (Return) transaction;
  }

  public String id() {
    return transaction.id();
  }

  public String storeId() {
    return transaction.storeId();
  }

  /** When it happened by its store's clock, milliseconds since 1970. */
  public long at() {
    return at;
  }

  /** When it was heard of here, to the minute, milliseconds since 1970. */
  long arrived() {
    return arrivedMinute * MINUTE;
  }

  /**
   * When it happened, for windows and figures: by its store's clock, unless that is out of the
   * question; then when it was heard of here.
   */
  public long since() {
    return isTimed() ? at : arrived();
  }

  /** Whether its store's clock may have been right: whether {@link #at} is a time to go by. */
  public boolean isTimed() {
    return Arrival.isPlausible(at, arrived());
  }

  public Decision decision() {
    return decision;
  }

  void usedBy(@Nullable PersonEntry itsAccount, @Nullable PersonEntry itsCard) {
    account = itsAccount;
    card = itsCard;
  }

  /** The account that it names, as it was when this was learnt; null for none. */
  @Nullable PersonEntry account() {
    return account;
  }

  /** The card that it names, as it was when this was learnt; null for none. */
  @Nullable PersonEntry card() {
    return card;
  }

  boolean isSeenBy(String store, long now) {
    return visibility.isAtOnce() || storeId().equals(store) || visibility.to(store, now);
  }

  void mark(Annotation annotation) {
    marks = Annotation.insert(marks, annotation);
  }

  /** The latest verdict that a store knows, or null. */
  Resolution.@Nullable Outcome verdict(String store, long now) {
    for (int i = marks.size() - 1; i >= 0; i--) {
      Annotation annotation = marks.get(i);
      if (annotation.verdict() != null && annotation.isSeenBy(store, now)) {
        return annotation.verdict();
      }
    }
    return null;
  }

  /** Whether the return holds or took its refund right, as a store knows it. */
  Claim claim(String store, long now) {
    return claim(store, now, Long.MAX_VALUE);
  }

  /**
   * The same, by what was said of it up to a moment.
   *
   * @param until marks of later times do not count
   */
  Claim claim(String store, long now, long until) {
    if (decision == Decision.BLOCK) {
      return Claim.NONE;
    }
    if (decision == Decision.APPROVE) {
      return Claim.TAKEN;
    }
    for (int i = marks.size() - 1; i >= 0; i--) {
      Annotation annotation = marks.get(i);
      if (annotation.at() <= until && annotation.isSeenBy(store, now)) {
        if (annotation.paid() != null) {
          return annotation.paid() ? Claim.TAKEN : Claim.NONE;
        }
        if (annotation.verdict() != Resolution.Outcome.INCONCLUSIVE) {
          return annotation.verdict() == Resolution.Outcome.FRAUD ? Claim.NONE : Claim.TAKEN;
        }
      }
    }
    return Claim.RESERVED;
  }

  /** Order of events: by time, then by id. */
  @Override
  public int compareTo(HistoryEntry other) {
    return at != other.at ? Long.compare(at, other.at) : id().compareTo(other.id());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HistoryEntry entry && entry.id().equals(id());
  }

  @Override
  public int hashCode() {
    return id().hashCode();
  }

  /** What a return holds of its receipt's refund right. */
  public enum Claim {
    NONE,
    RESERVED,
    TAKEN
  }

  /** What a reason rests on that these transactions give. */
  public static Evidence[] evidence(List<HistoryEntry> entries) {
    return entries.stream()
        .map(entry -> new Evidence("transaction", entry.id(), "in " + entry.storeId()))
        .toArray(Evidence[]::new);
  }
}
