package io.tillwatch.edge.checkout;

import io.tillwatch.core.checkout.Posted.Status;
import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.checkout.PostedSale;
import io.tillwatch.core.checkout.ReceiptHistory;
import io.tillwatch.core.checkout.ReceiptKnowledge;
import io.tillwatch.core.checkout.Refusal;
import io.tillwatch.core.checkout.Refusal.Code;
import io.tillwatch.core.checkout.RightChanges;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.fraud.RightOutcome;
import io.tillwatch.core.fraud.scoring.AssessRequest;
import io.tillwatch.core.oplog.RightChange;
import io.tillwatch.core.retail.LineQuantity;
import io.tillwatch.core.retail.RefundAllocation;
import io.tillwatch.core.retail.Return;
import io.tillwatch.core.retail.Sale;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.checkout.RefundRights.Right;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Sees that a held return is covered by a right before it is paid. The store that owns the right
 * must say that it is still there. A return that has none gets one from that store.
 */
final class HeldRights {
  private static final String PAID_MEANWHILE =
      "the selling store says that these units were refunded meanwhile; decline";

  private static final String PAID_BEFORE =
      "another return was paid under this number, which no store knows; decline";
  private static final String NOT_SOLD =
      "every store that may have issued this receipt was asked and none did; decline";

  /** Whether a held return may be paid. */
  sealed interface Answer {}

  /** It cannot be paid now. */
  record Uncovered(Refusal refusal) implements Answer {}

  /**
   * What it may be paid by.
   *
   * @param taken lines whose right was got for it; empty where its own stand
   * @param grantId the grant to be used up, or null
   * @param home store that sold, where the return does not know it; or null
   * @param refundMinor what is paid where that is less than it was to be; or null
   * @param changes what the commit of the decision checks
   */
  record Cover(
      List<LineQuantity> taken,
      @Nullable String grantId,
      @Nullable String home,
      @Nullable Long refundMinor,
      List<RightChange> changes)
      implements Answer {
    static final Cover AS_POSTED = checking(List.of());

    static Cover checking(List<RightChange> changes) {
      return new Cover(List.of(), null, null, null, changes);
    }
  }

  private final Bus bus;
  private final RefundRights rights;
  private final ReceiptFinder receipts;
  private final StaffLedger ledger;

  HeldRights(Bus bus, RefundRights rights, ReceiptFinder receipts, StaffLedger ledger) {
    this.bus = bus;
    this.rights = rights;
    this.receipts = receipts;
    this.ledger = ledger;
  }

  /** Gets what pays the return, or says why nothing does. */
  Future<Answer> cover(PostedReturn held) {
    boolean takesNothing = held.home() != null && held.taken().isEmpty();
    if (held.refund().receiptNumber() == null || takesNothing) {
      return Future.succeededFuture(Cover.AS_POSTED);
    }
    return held.hasRight() ? confirm(held) : acquire(held);
  }

  /**
   * Another store may have stood in for the owner of the right and have paid the same units. An
   * owner that is away cannot say so; then what is known here decides.
   */
  private Future<Answer> confirm(PostedReturn held) {
    String receipt = held.refund().namedReceipt();
    String home = Objects.requireNonNull(held.home(), "a return with a right knows who sold");
    String owner = ledger.ownerOf(home);
    if (ledger.isSelf(owner)) {
      return ledger
          .counted(home, receipt)
          .compose(counted -> receipts.here(receipt))
          .compose(history -> confirm(held, history, RightChanges.stillThere(held)));
    }
    return receipts.hereAndIn(owner, receipt).compose(history -> confirm(held, history, List.of()));
  }

  private static Future<Answer> confirm(
      PostedReturn held, ReceiptHistory history, List<RightChange> changes) {
    boolean there =
        history.sale() == null
            || history.covers(held.refund().id(), LineQuantity.units(held.taken()));
    return there
        ? Future.succeededFuture(Cover.checking(changes))
        : refused(Code.ALREADY_RETURNED, PAID_MEANWHILE);
  }

  private Future<Answer> acquire(PostedReturn held) {
    return receipts
        .find(held.refund().namedReceipt())
        .compose(
            known -> {
              PostedSale sold = known.history().sale();
              return sold == null ? unknown(held, known) : acquire(held, sold.sale(), known);
            });
  }

  private Future<Answer> unknown(PostedReturn held, ReceiptKnowledge known) {
    if (!known.unheard().isEmpty()) {
      return refused(
          Code.HOME_STORE_UNREACHABLE,
          "no store that can be asked now knows this receipt, and "
              + String.join(", ", known.unheard())
              + " cannot be asked; try again later");
    }
    boolean paidBefore =
        known.history().returns().stream().anyMatch(view -> view.status() == Status.COMPLETED);
    return paidBefore ? refused(Code.ALREADY_RETURNED, PAID_BEFORE) : older(held, known);
  }

  /** A receipt from before all that the nodes know is paid on the reviewer's word alone. */
  private Future<Answer> older(PostedReturn held, ReceiptKnowledge known) {
    return bus.ask(Channels.ASSESS, new AssessRequest(held.refund(), RightOutcome.NONE, known))
        .compose(
            now ->
                now.assessment().decision() == Decision.BLOCK
                    ? refused(Code.UNKNOWN_RECEIPT, NOT_SOLD)
                    : Future.succeededFuture(Cover.AS_POSTED));
  }

  private Future<Answer> acquire(PostedReturn held, Sale sale, ReceiptKnowledge known) {
    Return refund = held.refund();
    if (!sale.currency().equals(refund.currency())) {
      return refused(
          Code.CURRENCY_MISMATCH,
          "the receipt was paid in " + sale.currency() + ", the return says " + refund.currency());
    }
    List<LineQuantity> taken = held.taken();
    Long pays = null;
    if (taken.isEmpty()) {
      int[] left = known.history().unitsLeftBeside(refund.id());
      RefundAllocation allocation = RefundAllocation.of(sale, left, refund.lines());
      if (allocation.isShort() || allocation.takes().isEmpty()) {
        return refused(Code.ALREADY_RETURNED, PAID_MEANWHILE);
      }
      taken = allocation.takes();
      pays = Math.min(held.refundMinor(), allocation.refundMinor());
    }
    return grant(refund, sale.storeId(), taken, pays);
  }

  private Future<Answer> grant(
      Return refund, String home, List<LineQuantity> taken, @Nullable Long pays) {
    return rights
        .acquireLate(refund, home, taken)
        .compose(
            right ->
                right.kind() == Right.Kind.EXHAUSTED
                    ? refused(Code.ALREADY_RETURNED, PAID_MEANWHILE)
                    : Future.succeededFuture(
                        new Cover(taken, right.grantId(), home, pays, List.of())))
        .recover(
            away ->
                refused(
                    Code.HOME_STORE_UNREACHABLE,
                    "the selling store cannot be asked for the refund right now; try again"));
  }

  private static Future<Answer> refused(Code code, String detail) {
    return Future.succeededFuture(new Uncovered(Refusal.of(code, detail)));
  }
}
