package io.tillwatch.edge.checkout.model;

import java.util.HashMap;
import java.util.Map;

/**
 * How much a store may refund without the home store's word. Spent by each stand-in refund,
 * refilled only when the home store has acknowledged it: a line that flaps buys nothing. Fed by
 * facts, so a restart forgets nothing. Not safe for use by several threads.
 */
public final class StandInBudget {

  /**
   * The limits.
   *
   * @param perReturnMinor most money of one refund (the floor limit)
   * @param totalMinor most money outstanding
   * @param count most refunds outstanding
   */
  public record Limits(long perReturnMinor, long totalMinor, int count) {}

  private final Limits limits;
  private final Map<String, Long> outstanding = new HashMap<>();

  public StandInBudget(Limits limits) {
    this.limits = limits;
  }

  /** Whether a refund of this much is within what is left. */
  public boolean covers(long refundMinor) {
    return refundMinor <= limits.perReturnMinor()
        && outstanding.size() < limits.count()
        && atRiskMinor() + refundMinor <= limits.totalMinor();
  }

  /** A stand-in refund was made; repeating it changes nothing. */
  public void spend(String returnId, long refundMinor) {
    outstanding.put(returnId, refundMinor);
  }

  /** The home store has heard of it. */
  public void reconciled(String returnId) {
    outstanding.remove(returnId);
  }

  /** Money refunded on this store's word alone that no home store has confirmed. */
  public long atRiskMinor() {
    return outstanding.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Most money that can be at risk in this store. */
  public long ceilingMinor() {
    return limits.totalMinor();
  }
}
