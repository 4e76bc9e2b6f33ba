package io.tillwatch.edge.checkout;

import io.tillwatch.core.checkout.FirstApproval;
import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.checkout.PostedSale;
import io.tillwatch.core.checkout.Refusal.Code;
import io.tillwatch.core.checkout.RightChanges;
import io.tillwatch.core.checkout.TransactionView;
import io.tillwatch.core.checkout.staff.StaffAnswer;
import io.tillwatch.core.checkout.staff.StaffCommand;
import io.tillwatch.core.checkout.staff.StaffForward;
import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.fraud.RulesView;
import io.tillwatch.core.fraud.exploration.Exploration;
import io.tillwatch.core.ledger.Draft;
import io.tillwatch.core.oplog.RightChange;
import io.tillwatch.core.retail.HeldDecision;
import io.tillwatch.edge.async.KeyedSerializer;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.checkout.HeldRights.Cover;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Settles held returns. Only the store that holds one commits what is decided; where the rules ask
 * for it, and where rules alone would have refused, only after two different reviewers approved.
 * One alone may always decline.
 */
final class DecisionHandler {
  private static final String SECOND_NEEDED =
      "you approved this return already; the rules ask for a second, different reviewer";

  private final Bus bus;
  private final InstantSource time;
  private final HeldRights rights;
  private final StaffLedger ledger;
  private final KeyedSerializer serializer;

  DecisionHandler(
      Bus bus,
      InstantSource time,
      HeldRights rights,
      StaffLedger ledger,
      KeyedSerializer serializer) {
    this.serializer = serializer;
    this.bus = bus;
    this.time = time;
    this.rights = rights;
    this.ledger = ledger;
  }

  /** Settles a held return, or forwards to the store that holds it. */
  Future<StaffAnswer> decide(StaffCommand.Decide command) {
    return serializer.next(command.transactionId(), () -> decideNow(command));
  }

  /**
   * Approves a held return of this store that its turn has come for and that is still held: the
   * node itself judged it again.
   */
  Future<StaffAnswer> approveUnreviewed(PostedReturn held, String note, String by) {
    return carryOut(new StaffCommand.Decide(held.refund().id(), true, note, by), held);
  }

  private Future<StaffAnswer> decideNow(StaffCommand.Decide command) {
    return ledger
        .transaction(command.transactionId())
        .compose(
            stored -> {
              TransactionView view =
                  stored == null ? null : TransactionView.of(stored).orElse(null);
              if (view == null) {
                return StaffLedger.unknownTransaction();
              }
              if (view.posted().status() != Posted.Status.HELD) {
                return StaffLedger.refuse(Code.NOT_HELD, "only a held return can be decided");
              }
              if (view.status() != Posted.Status.HELD) {
                return StaffLedger.refuse(Code.ALREADY_SETTLED, "this return was settled before");
              }
              // the heir of a store that left settles what that store held
              String holder = ledger.ownerOf(view.posted().transaction().storeId());
              return ledger.isSelf(holder)
                  ? settle(command, view)
                  : ledger.forward(
                      holder, new StaffForward(command), Code.HOLDING_STORE_UNREACHABLE);
            });
  }

  private Future<StaffAnswer> settle(StaffCommand.Decide command, TransactionView view) {
    if (!command.approve()) {
      return carryOut(command, view.posted());
    }
    return bus.ask(Channels.RULES, new RulesView.Query())
        .compose(
            rules -> {
              boolean two =
                  Exploration.isChosen(view.posted().assessment())
                      || rules.needsTwoReviewers(
                          view.pendingMinor(), view.posted().transaction().currency());
              FirstApproval first = view.firstApproval();
              if (two && first == null) {
                return approveFirst(command, view);
              }
              return two && first != null && first.by().equals(command.by())
                  ? StaffLedger.refuse(Code.SECOND_REVIEWER_NEEDED, SECOND_NEEDED)
                  : carryOut(command, view.posted());
            });
  }

  /** The first approval settles nothing; of two at once the ledger takes one, by its id. */
  private Future<StaffAnswer> approveFirst(StaffCommand.Decide command, TransactionView view) {
    String id = FirstApproval.idFor(view.id());
    Instant now = time.instant();
    FirstApproval approval =
        new FirstApproval(id, now, bus.self().value(), view.id(), command.note(), command.by());
    Draft draft = Draft.about(FactKind.FIRST_APPROVAL, id, now, approval, view.id());
    return ledger.commit(
        draft,
        Code.SECOND_REVIEWER_NEEDED,
        "another reviewer approved this return just now; approve again to settle it");
  }

  private Future<StaffAnswer> carryOut(StaffCommand.Decide command, Posted held) {
    if (!(held instanceof PostedReturn refund)) {
      List<RightChange> gives =
          command.approve() ? SaleHandler.rights(((PostedSale) held).sale()) : List.of();
      return commitDecision(command, held, Cover.checking(gives));
    }
    if (!command.approve()) {
      return commitDecision(command, held, Cover.checking(RightChanges.givingBack(refund)));
    }
    return rights
        .cover(refund)
        .compose(
            answer ->
                answer instanceof HeldRights.Uncovered uncovered
                    ? Future.succeededFuture(StaffAnswer.refused(uncovered.refusal()))
                    : commitDecision(command, held, (Cover) answer));
  }

  private Future<StaffAnswer> commitDecision(
      StaffCommand.Decide command, Posted held, Cover cover) {
    Instant now = time.instant();
    String of = held.transaction().id();
    HeldDecision decision =
        held.decided(
            new HeldDecision(
                "decision_" + of,
                now,
                bus.self().value(),
                of,
                command.approve(),
                command.note(),
                command.by(),
                new HeldDecision.Cover(
                    cover.taken(), cover.grantId(), cover.home(), cover.refundMinor())));
    List<String> grants = cover.grantId() == null ? List.of() : List.of(cover.grantId());
    List<String> dependsOn = new ArrayList<>(grants);
    dependsOn.add(of);
    List<RightChange> changes = cover.changes();
    return ledger.commit(
        Draft.of(FactKind.DECISION, decision.id(), now, decision)
            .about(dependsOn)
            .moving(changes)
            .build(),
        grants,
        Code.ALREADY_SETTLED,
        "this return was settled before");
  }
}
