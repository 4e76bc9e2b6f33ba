package io.tillwatch.edge.checkout;

import io.tillwatch.core.checkout.Refusal.Code;
import io.tillwatch.core.checkout.TransactionView;
import io.tillwatch.core.checkout.staff.StaffAnswer;
import io.tillwatch.core.checkout.staff.StaffCommand;
import io.tillwatch.core.checkout.staff.StaffForward;
import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.ledger.Draft;
import io.tillwatch.core.retail.Payout;
import io.tillwatch.core.retail.Settlement;
import io.tillwatch.edge.async.KeyedSerializer;
import io.tillwatch.edge.bus.Bus;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Pays the cash of approved returns, each once. Only the store that holds a return, or the heir of
 * one that left, says that it is paid: whichever lane asks, of two at once the ledger takes one.
 */
final class PayoutHandler {
  private static final String PAID =
      "this refund was paid already; GET /transactions/{id} says when and how";

  private final Bus bus;
  private final InstantSource time;
  private final StaffLedger ledger;
  private final PeerWatermarks watermarks;
  private final KeyedSerializer serializer;

  PayoutHandler(
      Bus bus,
      InstantSource time,
      StaffLedger ledger,
      PeerWatermarks watermarks,
      KeyedSerializer serializer) {
    this.bus = bus;
    this.time = time;
    this.ledger = ledger;
    this.watermarks = watermarks;
    this.serializer = serializer;
  }

  /** Pays out, or forwards to the store that holds the return. */
  Future<StaffAnswer> payOut(StaffCommand.PayOut command) {
    return serializer.next(command.transactionId(), () -> payOutNow(command));
  }

  private Future<StaffAnswer> payOutNow(StaffCommand.PayOut command) {
    return known(command)
        .compose(
            view -> {
              if (view == null) {
                return StaffLedger.unknownTransaction();
              }
              // what was decided there, and paid by another lane, may not be known here yet
              String holder = ledger.ownerOf(view.posted().transaction().storeId());
              return ledger.isSelf(holder)
                  ? settle(command, view)
                  : ledger.forward(
                      holder, new StaffForward(command), Code.HOLDING_STORE_UNREACHABLE);
            });
  }

  private Future<TransactionView> known(StaffCommand.PayOut command) {
    return ledger
        .transaction(command.transactionId())
        .map(stored -> stored == null ? null : TransactionView.of(stored).orElse(null));
  }

  private Future<StaffAnswer> settle(StaffCommand.PayOut command, TransactionView view) {
    if (watermarks.lacksOwnFacts()) {
      return StaffLedger.refuse(
          Code.HOLDING_STORE_UNREACHABLE,
          "the store that holds this return is being filled anew and may have paid it; try later");
    }
    if (view.payout() != null) {
      return paidBefore(command, view.payout());
    }
    Settlement settlement = view.settlement();
    if (settlement == Settlement.READY) {
      return commit(command);
    }
    return settlement == Settlement.PAID
        ? StaffLedger.refuse(Code.ALREADY_PAID_OUT, PAID)
        : StaffLedger.refuse(Code.PAYOUT_NOT_READY, "no cash is to be paid: " + why(settlement));
  }

  private static String why(Settlement settlement) {
    return settlement == Settlement.WAITING
        ? "the return is still held; it is READY once it is approved"
        : "this is a sale, or a return that was refused";
  }

  private Future<StaffAnswer> commit(StaffCommand.PayOut command) {
    Instant now = time.instant();
    String of = command.transactionId();
    Payout payout =
        new Payout(
            Payout.idFor(of),
            now,
            bus.self().value(),
            of,
            command.store(),
            command.laneId(),
            command.cashierId(),
            command.by());
    Draft draft = Draft.about(FactKind.PAYOUT, payout.id(), now, payout, of);
    return ledger
        .commit(draft, Code.ALREADY_PAID_OUT, PAID)
        .compose(
            answer ->
                answer instanceof StaffAnswer.Done
                    ? Future.succeededFuture(answer)
                    : paidJustNow(command));
  }

  /** The ledger knows a payout that was not known when this one was begun. */
  private Future<StaffAnswer> paidJustNow(StaffCommand.PayOut command) {
    return known(command).compose(view -> paidBefore(command, view.payout()));
  }

  /** A till that did not hear the answer asks again; any other is refused. */
  private static Future<StaffAnswer> paidBefore(
      StaffCommand.PayOut command, @Nullable Payout paid) {
    return paid != null
            && paid.paidAt().equals(command.store())
            && paid.laneId().equals(command.laneId())
            && Objects.equals(paid.cashierId(), command.cashierId())
        ? Future.succeededFuture(StaffAnswer.repeated(paid.id()))
        : StaffLedger.refuse(Code.ALREADY_PAID_OUT, PAID);
  }
}
