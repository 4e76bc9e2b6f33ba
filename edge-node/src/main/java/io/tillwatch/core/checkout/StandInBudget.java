package io.tillwatch.core.checkout;

import io.tillwatch.core.retail.LineQuantity;
import io.tillwatch.core.retail.ReceiptNumber;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How much a store may refund without the home store's word. Set aside before each stand-in refund
 * is committed, spent by it, refilled only when the home store has acknowledged it: a line that
 * flaps buys nothing. Fed by facts, so a restart forgets nothing. Not safe for use by several
 * threads.
 */
public final class StandInBudget {

  /**
   * The limits.
   *
   * @param perReturnMinor most money of one refund (the floor limit)
   * @param totalMinor most money outstanding
   * @param count most refunds outstanding
   * @param currency of the amounts, ISO 4217
   */
  public record Limits(long perReturnMinor, long totalMinor, int count, String currency) {}

  /**
   * A line of a receipt.
   *
   * @param receipt {@link ReceiptNumber#key} of its number
   * @param line index of the sale's line, or {@link #ALL}
   */
  public record ReceiptLine(String receipt, int line) {
    /** Stands for every line of a receipt whose sale is not known. */
    public static final int ALL = -1;

    /** By the number's key, however it was typed. */
    public ReceiptLine {
      receipt = ReceiptNumber.key(receipt);
    }

    /** All of a receipt whose lines nobody could name. */
    public static ReceiptLine whole(String receipt) {
      return new ReceiptLine(receipt, ALL);
    }

    boolean overlaps(ReceiptLine other) {
      return receipt.equals(other.receipt)
          && (line == other.line || line == ALL || other.line == ALL);
    }

    /** The lines that a return takes units of; all of them where it could name none. */
    public static Set<ReceiptLine> of(String receipt, List<LineQuantity> taken) {
      if (taken.isEmpty()) {
        return Set.of(whole(receipt));
      }
      return taken.stream()
          .map(take -> new ReceiptLine(receipt, take.line()))
          .collect(Collectors.toUnmodifiableSet());
    }
  }

  /** Money and receipt lines of one refund. */
  private record Claim(long refundMinor, Set<ReceiptLine> lines) {
    boolean overlaps(Set<ReceiptLine> others) {
      return lines.stream().anyMatch(line -> others.stream().anyMatch(line::overlaps));
    }
  }

  private final Limits limits;
  private final Map<String, Claim> outstanding = new HashMap<>();

  public StandInBudget(Limits limits) {
    this.limits = limits;
  }

  /**
   * Sets money aside for a refund that is about to be committed, so that others that are asked for
   * at the same moment do not count on it too. Repeating it changes nothing.
   *
   * @param lines what of a receipt it takes back; a line is stood in for once until its home store
   *     has heard of it
   * @return whether it is within what is left; nothing is set aside where not
   */
  public boolean reserve(String returnId, long refundMinor, Set<ReceiptLine> lines) {
    if (outstanding.containsKey(returnId)) {
      return true;
    }
    boolean covered =
        refundMinor <= limits.perReturnMinor()
            && outstanding.size() < limits.count()
            && atRiskMinor() + refundMinor <= limits.totalMinor()
            && outstanding.values().stream().noneMatch(claim -> claim.overlaps(lines));
    if (covered) {
      outstanding.put(returnId, new Claim(refundMinor, Set.copyOf(lines)));
    }
    return covered;
  }

  /**
   * Whether an amount can be compared with the limits; one of another currency is never covered.
   */
  public boolean isIn(String currency) {
    return limits.currency().equals(currency);
  }

  /** A stand-in refund was made; repeating it changes nothing. */
  public void spend(String returnId, long refundMinor, Set<ReceiptLine> lines) {
    outstanding.put(returnId, new Claim(refundMinor, Set.copyOf(lines)));
  }

  /** The home store has heard of it, or it was never made. */
  public void reconciled(String returnId) {
    outstanding.remove(returnId);
  }

  /** Returns that money is set aside for or was spent on. */
  public Set<String> claimed() {
    return Set.copyOf(outstanding.keySet());
  }

  /** Money refunded on this store's word alone that no home store has confirmed. */
  public long atRiskMinor() {
    return outstanding.values().stream().mapToLong(Claim::refundMinor).sum();
  }

  /** Most money that can be at risk in this store. */
  public long ceilingMinor() {
    return limits.totalMinor();
  }
}
