package io.tillwatch.edge.checkout;

import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.checkout.RefundRights.Right;
import io.tillwatch.edge.checkout.model.Dispute;
import io.tillwatch.edge.checkout.model.HeldDecision;
import io.tillwatch.edge.checkout.model.LineTake;
import io.tillwatch.edge.checkout.model.Listing;
import io.tillwatch.edge.checkout.model.Posted;
import io.tillwatch.edge.checkout.model.PostedReturn;
import io.tillwatch.edge.checkout.model.PostedSale;
import io.tillwatch.edge.checkout.model.Refusal;
import io.tillwatch.edge.checkout.model.Refusal.Code;
import io.tillwatch.edge.checkout.model.Sale;
import io.tillwatch.edge.checkout.model.SaleVoid;
import io.tillwatch.edge.checkout.model.StaffAnswer;
import io.tillwatch.edge.checkout.model.StaffCommand;
import io.tillwatch.edge.checkout.model.StaffForward;
import io.tillwatch.edge.checkout.model.TransactionView;
import io.tillwatch.edge.ledger.model.Commit;
import io.tillwatch.edge.ledger.model.CommitResult;
import io.tillwatch.edge.ledger.model.Draft;
import io.tillwatch.edge.ledger.model.FactKind;
import io.tillwatch.edge.ledger.model.FactsQuery;
import io.tillwatch.edge.ledger.model.Indexes;
import io.tillwatch.edge.ledger.model.PageQuery;
import io.tillwatch.edge.ledger.model.StoredFact;
import io.tillwatch.edge.replication.model.RightChange;
import io.tillwatch.edge.replication.model.StoreId;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Settles what is committed already. A held return is settled only by the store that holds it, a
 * sale voided only by the store that sold it: another store forwards.
 */
final class StaffDesk {
  private static final Duration FORWARD_TIMEOUT = Duration.ofSeconds(3);

  private final Bus bus;
  private final Ids ids;
  private final InstantSource time;
  private final RefundRights rights;

  StaffDesk(Bus bus, Ids ids, InstantSource time, RefundRights rights) {
    this.bus = bus;
    this.ids = ids;
    this.time = time;
    this.rights = rights;
  }

  Future<StaffAnswer> carryOut(StaffCommand command) {
    if (command instanceof StaffCommand.Decide decide) {
      return decide(decide);
    }
    if (command instanceof StaffCommand.VoidSale voidSale) {
      return voidSale(voidSale);
    }
    if (command instanceof StaffCommand.OpenDispute dispute) {
      return dispute(dispute);
    }
    return list((StaffCommand.List) command);
  }

  /** A command that another store forwarded because this one holds or sold. */
  Future<StaffAnswer> forwarded(StaffForward forward) {
    return forward.decide() != null ? decide(forward.decide()) : voidSale(forward.voidSale());
  }

  private Future<StaffAnswer> decide(StaffCommand.Decide command) {
    return transaction(command.transactionId())
        .compose(
            stored -> {
              TransactionView view =
                  stored == null ? null : TransactionView.of(stored).orElse(null);
              if (view == null) {
                return unknownTransaction();
              }
              if (view.posted().status() != Posted.Status.HELD) {
                return refuse(Code.NOT_HELD, "only a held return can be decided");
              }
              if (view.status() != Posted.Status.HELD) {
                return refuse(Code.ALREADY_SETTLED, "this return was settled before");
              }
              String holder = view.posted().transaction().storeId();
              return isSelf(holder)
                  ? settle(command, view.posted())
                  : forward(
                      holder, new StaffForward(command, null), Code.HOLDING_STORE_UNREACHABLE);
            });
  }

  private Future<StaffAnswer> settle(StaffCommand.Decide command, Posted held) {
    if (!(held instanceof PostedReturn refund)) {
      List<RightChange> gives =
          command.approve() ? SaleDesk.rights(((PostedSale) held).sale()) : List.of();
      return commitDecision(command, held, gives, List.of());
    }
    if (!command.approve()) {
      return commitDecision(command, held, RefundRights.givingBack(refund), List.of());
    }
    if (refund.home() == null || refund.taken().isEmpty() || RefundRights.hasRight(refund)) {
      return commitDecision(command, held, List.of(), List.of());
    }
    return rights
        .acquireLate(refund)
        .compose(
            right ->
                right.kind() == Right.Kind.TAKEN
                    ? refuse(
                        Code.ALREADY_RETURNED,
                        "the selling store says that these units were refunded meanwhile; decline")
                    : commitDecision(command, held, List.of(), List.of(right.grantId())))
        .recover(
            away ->
                refuse(
                    Code.HOME_STORE_UNREACHABLE,
                    "the selling store cannot be asked for the refund right now; try again"));
  }

  private Future<StaffAnswer> commitDecision(
      StaffCommand.Decide command, Posted held, List<RightChange> changes, List<String> grants) {
    Instant now = time.instant();
    String of = held.transaction().id();
    HeldDecision decision =
        new HeldDecision(
            "decision_" + of,
            now,
            bus.self().value(),
            of,
            command.approve(),
            command.note(),
            command.by());
    List<String> dependsOn = new ArrayList<>(grants);
    dependsOn.add(of);
    return commit(
        new Draft(FactKind.DECISION, decision.id(), now, decision, dependsOn, List.of(), changes),
        Code.ALREADY_SETTLED,
        "this return was settled before");
  }

  private Future<StaffAnswer> voidSale(StaffCommand.VoidSale command) {
    return transaction(command.transactionId())
        .compose(
            stored -> {
              if (stored == null || !(stored.fact() instanceof PostedSale posted)) {
                return unknownTransaction();
              }
              Sale sale = posted.sale();
              return isSelf(sale.storeId())
                  ? commitVoid(command, posted)
                  : forward(
                      sale.storeId(), new StaffForward(null, command), Code.HOME_STORE_UNREACHABLE);
            });
  }

  private Future<StaffAnswer> commitVoid(StaffCommand.VoidSale command, PostedSale posted) {
    Instant now = time.instant();
    Sale sale = posted.sale();
    SaleVoid fact =
        new SaleVoid(
            "void_" + sale.id(),
            now,
            bus.self().value(),
            sale.receiptNumber(),
            command.cashierId());
    List<LineTake> all = new ArrayList<>();
    if (posted.status() == Posted.Status.COMPLETED) {
      for (int line = 0; line < sale.lines().size(); line++) {
        all.add(new LineTake(line, sale.lines().get(line).quantity(), 0));
      }
    }
    Draft draft =
        new Draft(
            FactKind.VOID,
            fact.id(),
            now,
            fact,
            List.of(sale.id()),
            List.of(Indexes.receipt(sale.receiptNumber())),
            RefundRights.taking(sale.storeId(), sale.receiptNumber(), all));
    return commit(draft, Code.ALREADY_VOIDED, "this sale was voided before");
  }

  private Future<StaffAnswer> dispute(StaffCommand.OpenDispute command) {
    return bus.ask(Channels.PAGE, PageQuery.all(Indexes.receipt(command.receiptNumber())))
        .compose(
            page -> {
              String saleId =
                  page.facts().stream()
                      .filter(stored -> stored.fact() instanceof PostedSale)
                      .map(stored -> stored.op().factId())
                      .findFirst()
                      .orElse(null);
              if (saleId == null) {
                return refuse(Code.UNKNOWN_RECEIPT, "no store here knows this receipt");
              }
              Instant now = time.instant();
              Dispute fact =
                  new Dispute(
                      "dispute_" + saleId, now, bus.self().value(), command.receiptNumber());
              return commit(
                  new Draft(
                      FactKind.DISPUTE,
                      fact.id(),
                      now,
                      fact,
                      List.of(saleId),
                      List.of(Indexes.receipt(command.receiptNumber())),
                      List.of()),
                  null,
                  null);
            });
  }

  private Future<StaffAnswer> list(StaffCommand.List command) {
    Instant now = time.instant();
    Listing fact =
        new Listing(
            ids.next("list"),
            now,
            bus.self().value(),
            command.list(),
            command.customerId(),
            command.token(),
            command.reason(),
            command.by(),
            command.expiresAt());
    return commit(
        new Draft(
            FactKind.LISTING, fact.id(), now, fact, List.of(), List.of(Indexes.LISTS), List.of()),
        null,
        null);
  }

  private Future<StaffAnswer> commit(Draft draft, Code whenRepeated, String detail) {
    return bus.ask(Channels.COMMIT, Commit.of(draft))
        .compose(
            result -> {
              if (result instanceof CommitResult.RightGone) {
                return refuse(
                    Code.ALREADY_RETURNED, "goods of this sale came back; it cannot be voided");
              }
              if (result instanceof CommitResult.Repeated && whenRepeated != null) {
                return refuse(whenRepeated, detail);
              }
              return Future.succeededFuture(StaffAnswer.done(draft.id()));
            });
  }

  private Future<StaffAnswer> forward(String store, StaffForward command, Code whenAway) {
    return bus.ask(Channels.STAFF_FORWARD, new StoreId(store), command, FORWARD_TIMEOUT)
        .recover(
            away ->
                refuse(
                    whenAway,
                    "only " + store + " can commit this and it does not answer; try again later"));
  }

  private Future<StoredFact> transaction(String id) {
    return bus.ask(Channels.FACTS, FactsQuery.one(id))
        .map(page -> page.facts().isEmpty() ? null : page.facts().get(0));
  }

  private boolean isSelf(String store) {
    return store.equals(bus.self().value());
  }

  private static Future<StaffAnswer> unknownTransaction() {
    return refuse(Code.UNKNOWN_TRANSACTION, "no store here knows this transaction");
  }

  private static Future<StaffAnswer> refuse(Code code, String detail) {
    return Future.succeededFuture(StaffAnswer.refused(Refusal.of(code, detail)));
  }
}
