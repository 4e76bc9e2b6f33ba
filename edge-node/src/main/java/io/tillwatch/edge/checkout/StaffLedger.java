package io.tillwatch.edge.checkout;

import io.tillwatch.core.checkout.Refusal;
import io.tillwatch.core.checkout.Refusal.Code;
import io.tillwatch.core.checkout.staff.StaffAnswer;
import io.tillwatch.core.checkout.staff.StaffForward;
import io.tillwatch.core.ledger.AdoptRights;
import io.tillwatch.core.ledger.Commit;
import io.tillwatch.core.ledger.CommitResult;
import io.tillwatch.core.ledger.Draft;
import io.tillwatch.core.ledger.FactsQuery;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.Membership;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.bus.StoreChannels;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What staff commands need of the ledger and of other stores. */
final class StaffLedger {
  private static final Duration FORWARD_TIMEOUT = Duration.ofSeconds(3);

  private final Bus bus;
  private final Membership members;

  StaffLedger(Bus bus, Membership members) {
    this.members = members;
    this.bus = bus;
  }

  /**
   * Commits a fact.
   *
   * @param whenRepeated how to refuse where the fact is there already
   */
  Future<StaffAnswer> commit(Draft draft, Code whenRepeated, String detail) {
    return commit(Commit.of(draft), Refusal.of(whenRepeated, detail));
  }

  /** Commits a fact that may be there already. */
  Future<StaffAnswer> commit(Draft draft) {
    return commit(Commit.of(draft), null);
  }

  private Future<StaffAnswer> commit(Commit commit, @Nullable Refusal whenRepeated) {
    return bus.ask(Channels.COMMIT, commit)
        .compose(
            result -> {
              if (result instanceof CommitResult.Spent) {
                return refuse(Code.HOME_STORE_UNREACHABLE, "the grant was given back; try again");
              }
              if (result instanceof CommitResult.RightGone) {
                return refuse(Code.ALREADY_RETURNED, "goods of this sale were paid back meanwhile");
              }
              if (result instanceof CommitResult.Repeated && whenRepeated != null) {
                return Future.succeededFuture(StaffAnswer.refused(whenRepeated));
              }
              return Future.succeededFuture(StaffAnswer.done(commit.draft().id()));
            });
  }

  /** Commits a fact that uses up grants; refuses where they were given back at this moment. */
  Future<StaffAnswer> commit(Draft draft, List<String> grants, Code whenRepeated, String detail) {
    return commit(Commit.spending(draft, grants), Refusal.of(whenRepeated, detail));
  }

  /** Asks the one store that may commit it. */
  Future<StaffAnswer> forward(String store, StaffForward command, Code whenAway) {
    return bus.ask(StoreChannels.STAFF_FORWARD, new StoreId(store), command, FORWARD_TIMEOUT)
        .recover(
            away ->
                refuse(
                    whenAway,
                    "only " + store + " can commit this and it does not answer; try again later"));
  }

  /** A fact with what was said of it; null where it is not known here. */
  Future<StoredFact> transaction(String id) {
    return bus.ask(Channels.FACTS, FactsQuery.one(id))
        .map(page -> page.facts().isEmpty() ? null : page.facts().get(0));
  }

  /** Who settles what that store did: itself, or its heir. */
  String ownerOf(String store) {
    return members.ownerOf(store);
  }

  /** Sees that a receipt's rights are counted here, also where they are inherited. */
  Future<?> counted(String home, String receipt) {
    return isSelf(home)
        ? Future.succeededFuture()
        : bus.ask(Channels.ADOPT_RIGHTS, new AdoptRights(home, receipt));
  }

  boolean isSelf(String store) {
    return store.equals(bus.self().value());
  }

  static Future<StaffAnswer> unknownTransaction() {
    return refuse(Code.UNKNOWN_TRANSACTION, "no store here knows this transaction");
  }

  static Future<StaffAnswer> refuse(Code code, String detail) {
    return Future.succeededFuture(StaffAnswer.refused(Refusal.of(code, detail)));
  }
}
