package io.tillwatch.edge.replication;

import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.ledger.Commit;
import io.tillwatch.core.ledger.Committed;
import io.tillwatch.core.ledger.Draft;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.Decommission;
import io.tillwatch.core.replication.DecommissionOrder;
import io.tillwatch.core.replication.DecommissionOrder.Refusal;
import io.tillwatch.core.replication.DecommissionProgress;
import io.tillwatch.core.replication.DecommissionStatus;
import io.tillwatch.core.replication.Decommissioned;
import io.tillwatch.core.replication.Membership;
import io.tillwatch.core.replication.Replicator;
import io.tillwatch.core.replication.peer.PeerLink;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.facts.MembershipView;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees stores out of the group. The store that was asked logs the order; from then on nobody takes
 * new ops from the leaving store. Once every remaining store has the order, and this one has all
 * that any of them holds of the leaving store's log, it logs that the store is gone and where its
 * log ends. Of two orders for one store the earlier one stands, everywhere.
 */
final class DecommissionCoordinator {
  private static final Logger LOG = LoggerFactory.getLogger(DecommissionCoordinator.class);

  private final Bus bus;
  private final SystemNodeClock clock;
  private final boolean carries;
  // since when nobody has been waited for: one more word from everybody, then it is done
  private final Map<String, Instant> readySince = new HashMap<>();
  private final MembershipView known = new MembershipView(this::changed);
  private final Replicator replicator;
  private boolean restored;

  /**
   * @param carries false where the database replicates by itself
   */
  DecommissionCoordinator(Bus bus, SystemNodeClock clock, Replicator replicator, boolean carries) {
    this.bus = bus;
    this.clock = clock;
    this.replicator = replicator;
    this.carries = carries;
  }

  /** Learns a fact of the feed. */
  void learn(Committed committed) {
    known.learn(committed.op(), committed.fact());
  }

  /** Seals the logs of stores that leave or have left, now and later. */
  Future<?> restore() {
    restored = true;
    return known.load(bus).onSuccess(loaded -> changed(loaded.membership()));
  }

  Future<?> begin() {
    return bus.handle(Channels.DECOMMISSION, this::order);
  }

  /** Every store on its way out, or gone. */
  List<DecommissionStatus> statuses() {
    List<DecommissionStatus> all = new ArrayList<>();
    new TreeSet<>(known.membership().leaving()).forEach(store -> all.add(status(store)));
    return all;
  }

  /** Completes what this store was asked for and everybody knows of by now. */
  void tick() {
    if (!carries) {
      return;
    }
    for (String store : known.membership().leaving()) {
      Decommission order = known.membership().pending(store);
      if (order != null && order.storeId().equals(bus.self().value())) {
        completeIfKnown(order);
      }
    }
  }

  private void changed(Membership membership) {
    if (!restored) {
      // told before the start is over: looked at again at its end
      return;
    }
    for (String store : membership.leaving()) {
      Decommissioned gone = membership.gone(store);
      if (store.equals(bus.self().value())) {
        LOG.atError()
            .addKeyValue("store", store)
            .log("this store has left the group: it sells and refunds no more");
      } else {
        replicator.leave(new StoreId(store), gone == null ? null : gone.cutOff());
      }
    }
  }

  private Future<DecommissionOrder.Answer> order(DecommissionOrder order) {
    Refusal refusal = refusal(order);
    if (refusal != null) {
      return Future.succeededFuture(new DecommissionOrder.Refused(refusal));
    }
    if (known.membership().isLeaving(order.store())) {
      return Future.succeededFuture(new DecommissionOrder.Accepted(status(order.store())));
    }
    Instant now = now();
    String self = bus.self().value();
    Decommission fact =
        new Decommission(
            Decommission.idFor(order.store(), self),
            now,
            self,
            order.store(),
            order.successor(),
            replicator.logs().position(new StoreId(order.store())),
            order.by());
    return commit(FactKind.DECOMMISSION, fact.id(), now, fact)
        .map(
            done ->
                new DecommissionOrder.Accepted(
                    new DecommissionStatus(
                        order.store(), order.successor(), now, false, null, waiting(fact))));
  }

  private @Nullable Refusal refusal(DecommissionOrder order) {
    Membership membership = known.membership();
    String self = bus.self().value();
    if (!carries) {
      return Refusal.DATABASE_MODE;
    }
    if (membership.isLeaving(self)) {
      return Refusal.STORE_DECOMMISSIONED;
    }
    if (order.store().equals(self)) {
      return Refusal.OWN_STORE;
    }
    if (!isKnown(order.store())) {
      return Refusal.UNKNOWN_STORE;
    }
    if (order.successor().equals(order.store())) {
      return Refusal.HEIR_IS_STORE;
    }
    if (membership.isLeaving(order.store())) {
      boolean same = order.successor().equals(status(order.store()).successor());
      return same ? null : Refusal.ALREADY_DECOMMISSIONED;
    }
    boolean successorStays = order.successor().equals(self) || isKnown(order.successor());
    return successorStays && !membership.isLeaving(order.successor()) ? null : Refusal.UNKNOWN_HEIR;
  }

  private boolean isKnown(String store) {
    return replicator.links().stream().anyMatch(link -> link.peer().value().equals(store));
  }

  private void completeIfKnown(Decommission order) {
    Instant now = now();
    if (!waiting(order).isEmpty()) {
      readySince.remove(order.removed());
      return;
    }
    // an order of another store that crossed this one is in what that store says after it knows
    Instant since = readySince.computeIfAbsent(order.removed(), first -> now);
    boolean allSpoke =
        replicator.links().stream()
            .filter(PeerLink::isMember)
            .allMatch(link -> SystemNodeClock.instant(link.lastHeardMicros()).isAfter(since));
    if (!allSpoke) {
      return;
    }
    Position cutOff = replicator.logs().position(new StoreId(order.removed()));
    Decommissioned gone =
        new Decommissioned(
            Decommissioned.idFor(order.removed()),
            now,
            bus.self().value(),
            order.removed(),
            order.heir(),
            cutOff,
            order.id());
    commit(FactKind.DECOMMISSIONED, gone.id(), now, gone)
        .onSuccess(
            done ->
                LOG.atWarn()
                    .addKeyValue("peer", order.removed())
                    .addKeyValue("heir", order.heir())
                    .addKeyValue("position", cutOff)
                    .log("a store has left the group"))
        .onFailure(
            why ->
                LOG.atWarn()
                    .addKeyValue("error", why.getMessage())
                    .log("a store's leave could not be completed yet"));
  }

  private List<String> waiting(Decommission order) {
    Position word = known.positionOf(order);
    return DecommissionProgress.waitingFor(
            replicator,
            new StoreId(order.removed()),
            word == null ? replicator.logs().own().position() : word,
            store -> !known.membership().isLeaving(store.value()))
        .stream()
        .filter(store -> !store.value().equals(order.removed()))
        .map(StoreId::value)
        .toList();
  }

  private DecommissionStatus status(String store) {
    Decommissioned gone = known.membership().gone(store);
    if (gone != null) {
      return new DecommissionStatus(store, gone.heir(), gone.at(), true, gone.cutOff(), List.of());
    }
    Decommission order = known.membership().pending(store);
    if (order == null) {
      throw new IllegalStateException(store + " neither leaves nor has left");
    }
    boolean mine = order.storeId().equals(bus.self().value());
    return new DecommissionStatus(
        store, order.heir(), order.at(), false, null, mine ? waiting(order) : List.of());
  }

  private Future<?> commit(FactKind kind, String id, Instant at, Record fact) {
    Draft draft = Draft.of(kind, id, at, fact).in(List.of(Indexes.MEMBERS)).build();
    return bus.ask(Channels.COMMIT, Commit.of(draft));
  }

  private Instant now() {
    return SystemNodeClock.instant(clock.wallMicros());
  }
}
