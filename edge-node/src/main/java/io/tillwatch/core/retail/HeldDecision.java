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
 * @param cover what the approval is paid by
 */
public record HeldDecision(
    String id,
    Instant at,
    String storeId,
    String of,
    boolean approve,
    @Nullable String note,
    String by,
    Cover cover) {

  /**
   * By which right an approved return is paid, and how.
   *
   * @param taken lines of the sale whose right the approval got, where the return had none; empty
   *     where the return's own stand
   * @param grantId the grant that the approval used up, or null
   * @param home store that sold, where the return did not know it; or null
   * @param refundMinor what is paid, where that is less than the return was to pay; or null
   * @param paysOut the refund is cash and waits for a {@link Payout}; absent in decisions of older
   *     nodes, whose cash was paid with the decision
   */
  public record Cover(
      List<LineQuantity> taken,
      @Nullable String grantId,
      @Nullable String home,
      @Nullable Long refundMinor,
      boolean paysOut) {
    /** The return is settled as it was posted. */
    public static final Cover AS_POSTED = new Cover(List.of(), null, null, null, false);

    public Cover {
      // absent in facts of the version before
      taken = taken == null ? List.of() : List.copyOf(taken);
    }

    /** A right with which the money moves, if any does. */
    public Cover(
        List<LineQuantity> taken,
        @Nullable String grantId,
        @Nullable String home,
        @Nullable Long refundMinor) {
      this(taken, grantId, home, refundMinor, false);
    }
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
    this(id, at, storeId, of, approve, note, by, Cover.AS_POSTED);
  }

  /** This decision about a return that pays cash: where it approves, that is paid out at a lane. */
  public HeldDecision ofCash() {
    Cover paid =
        new Cover(cover.taken(), cover.grantId(), cover.home(), cover.refundMinor(), approve);
    return new HeldDecision(id, at, storeId, of, approve, note, by, paid);
  }
}
