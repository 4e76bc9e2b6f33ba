package io.tillwatch.edge.checkout;

import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.PostedSale;
import io.tillwatch.core.checkout.Refusal.Code;
import io.tillwatch.core.checkout.RightChanges;
import io.tillwatch.core.checkout.TransactionView;
import io.tillwatch.core.checkout.staff.StaffAnswer;
import io.tillwatch.core.checkout.staff.StaffCommand;
import io.tillwatch.core.checkout.staff.StaffForward;
import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.ledger.Draft;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.retail.Dispute;
import io.tillwatch.core.retail.LineQuantity;
import io.tillwatch.core.retail.ListEntry;
import io.tillwatch.core.retail.Sale;
import io.tillwatch.core.retail.SaleVoid;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.facts.FactPages;
import io.tillwatch.edge.facts.IdGenerator;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Carries out what staff ask about something that is committed already. A sale is voided only by
 * the store that sold it: another store forwards.
 */
final class StaffHandler {
  private final Bus bus;
  private final IdGenerator ids;
  private final InstantSource time;
  private final StaffLedger ledger;
  private final DecisionHandler decisions;
  private final PayoutHandler payouts;

  StaffHandler(
      Bus bus,
      IdGenerator ids,
      InstantSource time,
      StaffLedger ledger,
      DecisionHandler decisions,
      PayoutHandler payouts) {
    this.bus = bus;
    this.ids = ids;
    this.time = time;
    this.ledger = ledger;
    this.decisions = decisions;
    this.payouts = payouts;
  }

  Future<StaffAnswer> carryOut(StaffCommand command) {
    if (command instanceof StaffCommand.Decide decide) {
      return decisions.decide(decide);
    }
    if (command instanceof StaffCommand.VoidSale voidSale) {
      return voidSale(voidSale);
    }
    if (command instanceof StaffCommand.PayOut payOut) {
      return payouts.payOut(payOut);
    }
    if (command instanceof StaffCommand.OpenDispute dispute) {
      return dispute(dispute);
    }
    return list((StaffCommand.List) command);
  }

  /** A command that another store forwarded because this one holds or sold. */
  Future<StaffAnswer> forwarded(StaffForward forward) {
    return carryOut(forward.command());
  }

  private Future<StaffAnswer> voidSale(StaffCommand.VoidSale command) {
    return ledger
        .transaction(command.transactionId())
        .compose(
            stored -> {
              if (stored == null || !(stored.fact() instanceof PostedSale posted)) {
                return StaffLedger.unknownTransaction();
              }
              Sale sale = posted.sale();
              String owner = ledger.ownerOf(sale.storeId());
              return ledger.isSelf(owner)
                  ? ledger
                      .counted(sale.storeId(), sale.receiptNumber())
                      .compose(counted -> commitVoid(command, posted, isSold(stored)))
                  : ledger.forward(owner, new StaffForward(command), Code.HOME_STORE_UNREACHABLE);
            });
  }

  /** Whether it is sold by now: a held sale may have been approved. */
  private static boolean isSold(StoredFact stored) {
    return TransactionView.of(stored)
        .filter(view -> view.status() == Posted.Status.COMPLETED)
        .isPresent();
  }

  private Future<StaffAnswer> commitVoid(
      StaffCommand.VoidSale command, PostedSale posted, boolean sold) {
    Instant now = time.instant();
    Sale sale = posted.sale();
    SaleVoid fact =
        new SaleVoid(
            "void_" + sale.id(),
            now,
            bus.self().value(),
            sale.receiptNumber(),
            command.cashierId());
    List<LineQuantity> all = new ArrayList<>();
    if (sold) {
      for (int line = 0; line < sale.lines().size(); line++) {
        all.add(new LineQuantity(line, sale.lines().get(line).quantity(), 0));
      }
    }
    Draft draft =
        Draft.of(FactKind.VOID, fact.id(), now, fact)
            .about(List.of(sale.id()))
            .in(List.of(Indexes.receipt(sale.receiptNumber())))
            .moving(RightChanges.taking(sale.storeId(), sale.receiptNumber(), all))
            .build();
    return ledger.commit(draft, Code.ALREADY_VOIDED, "this sale was voided before");
  }

  private Future<StaffAnswer> dispute(StaffCommand.OpenDispute command) {
    return FactPages.all(bus, Indexes.receipt(command.receiptNumber()), false)
        .compose(
            facts -> {
              Sale sale =
                  facts.stream()
                      .map(StoredFact::fact)
                      .filter(PostedSale.class::isInstance)
                      .map(fact -> ((PostedSale) fact).sale())
                      .findFirst()
                      .orElse(null);
              if (sale == null) {
                return StaffLedger.refuse(Code.UNKNOWN_RECEIPT, "no store here knows this receipt");
              }
              Instant now = time.instant();
              Dispute fact =
                  new Dispute(
                      "dispute_" + sale.id(), now, bus.self().value(), sale.receiptNumber());
              return ledger.commit(
                  Draft.of(FactKind.DISPUTE, fact.id(), now, fact)
                      .about(List.of(sale.id()))
                      .in(List.of(Indexes.receipt(sale.receiptNumber())))
                      .build());
            });
  }

  private Future<StaffAnswer> list(StaffCommand.List command) {
    Instant now = time.instant();
    ListEntry fact =
        ListEntry.builder()
            .id(ids.next("list"))
            .at(now)
            .storeId(bus.self().value())
            .list(command.list())
            .subject(command.subject())
            .reason(command.reason())
            .by(command.by())
            .expiresAt(command.expiresAt())
            .build();
    return ledger.commit(
        Draft.of(FactKind.LISTING, fact.id(), now, fact).in(List.of(Indexes.LISTS)).build());
  }
}
