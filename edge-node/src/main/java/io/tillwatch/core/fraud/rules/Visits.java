package io.tillwatch.core.fraud.rules;

import io.tillwatch.core.fraud.history.EntryTimeline;
import io.tillwatch.core.fraud.history.HistoryEntry;
import io.tillwatch.core.fraud.history.PersonIndex;
import io.tillwatch.core.retail.Return;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Counts visits: what one person hands over at one lane within half an hour of the first slip is
 * one visit, however many receipts it takes. The half hour runs from the first slip, so that
 * standing there all day is not one visit.
 */
final class Visits {
  /** How long a visit lasts at most, in milliseconds. */
  static final long LENGTH = 30 * 60_000L;

  private Visits() {}

  /**
   * Visits among returns that share a name, and this return.
   *
   * @param from index of the first fact to look at
   * @param counts which of them are counted
   * @return 1 or more: this return is a visit, or belongs to one that is counted
   */
  static int withThis(Return refund, EntryTimeline line, int from, Predicate<HistoryEntry> counts) {
    List<Return> first = new ArrayList<>(4);
    for (int i = from; i < line.size(); i++) {
      HistoryEntry entry = line.get(i);
      if (counts.test(entry) && !belongsToOne(entry.refund(), first)) {
        first.add(entry.refund());
      }
    }
    return belongsToOne(refund, first) ? first.size() : first.size() + 1;
  }

  private static boolean belongsToOne(Return refund, List<Return> first) {
    for (int i = first.size() - 1; i >= 0; i--) {
      if (isSameLane(refund, first.get(i)) && !isOtherCustomer(refund, first.get(i))) {
        return true;
      }
    }
    return false;
  }

  /** Visits among returns that share a cashier or a lane; who names nobody comes alone. */
  static int ofAnybody(EntryTimeline line, int from, Predicate<HistoryEntry> counts) {
    List<Return> first = new ArrayList<>(0);
    for (int i = from; i < line.size(); i++) {
      HistoryEntry entry = line.get(i);
      if (counts.test(entry) && first.stream().noneMatch(one -> isOne(entry.refund(), one))) {
        first.add(entry.refund());
      }
    }
    return first.size();
  }

  /** One person, known by account or card, at one lane within half an hour. */
  static boolean isOne(Return refund, Return other) {
    return isSameLane(refund, other) && isSamePerson(refund, other);
  }

  static boolean isSamePerson(Return refund, Return other) {
    return !isOtherCustomer(refund, other)
        && (isSame(refund.customerId(), other.customerId())
            || isSame(
                PersonIndex.token(refund.refundTender()), PersonIndex.token(other.refundTender())));
  }

  /** One lane within half an hour; lanes that nobody named are one. */
  static boolean isSameLane(Return refund, Return other) {
    return isSameLane(refund, other, LENGTH);
  }

  static boolean isSameLane(Return refund, Return other, long within) {
    return Objects.equals(refund.laneId(), other.laneId()) && isSameStore(refund, other, within);
  }

  /** One store within half an hour, whatever the lane. */
  static boolean isSameStore(Return refund, Return other) {
    return isSameStore(refund, other, LENGTH);
  }

  private static boolean isSameStore(Return refund, Return other, long within) {
    return refund.storeId().equals(other.storeId())
        && Math.abs(refund.at().toEpochMilli() - other.at().toEpochMilli()) <= within;
  }

  static boolean isOtherCustomer(Return refund, Return other) {
    return refund.customerId() != null
        && other.customerId() != null
        && !refund.customerId().equals(other.customerId());
  }

  private static boolean isSame(@Nullable String one, @Nullable String other) {
    return one != null && one.equals(other);
  }
}
