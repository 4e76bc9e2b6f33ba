package io.tillwatch.core.retail;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reviewer, or the node that holds it, settles a held return.
 *
 * @param of id of the return
 * @param approve pay it, or decline it and give its refund right back
 * @param by who decided
 * @param taken lines of the sale whose right the approval got, where the return had none; empty
 *     where the return's own stand
 * @param grantId the grant that the approval used up, or null
 * @param home store that sold, where the return did not know it; or null
 * @param refundMinor what is paid, where that is less than the return was to pay; or null
 * @param paysOut the refund is cash and waits for a {@link Payout}; absent in decisions of older
 *     nodes, whose cash was paid with the decision
 */
public record HeldDecision(
    String id,
    Instant at,
    String storeId,
    String of,
    boolean approve,
    @Nullable String note,
    String by,
    List<LineQuantity> taken,
    @Nullable String grantId,
    @Nullable String home,
    @Nullable Long refundMinor,
    boolean paysOut) {
  public HeldDecision {
    // absent in facts of the version before
    taken = taken == null ? List.of() : List.copyOf(taken);
  }

  /** A decision by which the return is settled as it was posted. */
  public HeldDecision(
      String id,
      Instant at,
      String storeId,
      String of,
      boolean approve,
      @Nullable String note,
      String by) {
    this(id, at, storeId, of, approve, note, by, List.of(), null, null, null);
  }

  /** A decision with which the money moves, if any does. */
  public HeldDecision(
      String id,
      Instant at,
      String storeId,
      String of,
      boolean approve,
      @Nullable String note,
      String by,
      List<LineQuantity> taken,
      @Nullable String grantId,
      @Nullable String home,
      @Nullable Long refundMinor) {
    this(id, at, storeId, of, approve, note, by, taken, grantId, home, refundMinor, false);
  }

  /** This decision about a return that pays cash: where it approves, that is paid out at a lane. */
  public HeldDecision ofCash() {
    return new HeldDecision(
        id, at, storeId, of, approve, note, by, taken, grantId, home, refundMinor, approve);
  }
}
