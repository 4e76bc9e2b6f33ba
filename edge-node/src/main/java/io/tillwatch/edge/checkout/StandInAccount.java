package io.tillwatch.edge.checkout;

import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.checkout.model.PostedReturn;
import io.tillwatch.edge.checkout.model.StandInBudget;
import io.tillwatch.edge.checkout.model.StandInBudget.ReceiptLine;
import io.tillwatch.edge.checkout.model.StandInStatus;
import io.tillwatch.edge.ledger.FactPages;
import io.tillwatch.edge.ledger.model.Committed;
import io.tillwatch.edge.ledger.model.FactsQuery;
import io.tillwatch.edge.ledger.model.Indexes;
import io.tillwatch.edge.replication.model.Membership;
import io.tillwatch.edge.replication.model.Op;
import io.tillwatch.edge.replication.model.Position;
import io.tillwatch.edge.replication.model.ReplicationStatus;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keeps the stand-in budget true: spent by the facts themselves, so that a restart forgets nothing;
 * refilled when the selling store has acknowledged this store's log up to and with the refund.
 * Lives on checkout's event loop.
 */
final class StandInAccount {
  private record Outstanding(String home, Position position) {}

  private final Bus bus;
  private final StandInBudget budget;
  private final Membership members;
  private final Map<String, Outstanding> outstanding = new HashMap<>();
  private Set<String> unsettledBefore = Set.of();

  StandInAccount(Bus bus, StandInBudget budget, Membership members) {
    this.members = members;
    this.bus = bus;
    this.budget = budget;
  }

  /**
   * Reads back what was spent before a restart; until peers say what they acknowledged, all of it
   * counts.
   */
  Future<Void> restore() {
    return FactPages.all(bus, Indexes.STAND_IN, false)
        .onSuccess(facts -> facts.forEach(stored -> spend(stored.op(), stored.fact())))
        .mapEmpty();
  }

  void committed(Committed committed) {
    if (committed.local()) {
      spend(committed.op(), committed.fact());
    }
  }

  void changed(ReplicationStatus status) {
    // what this store inherited it has reconciled with itself
    outstanding
        .entrySet()
        .removeIf(
            entry -> {
              boolean own = members.ownerOf(entry.getValue().home()).equals(bus.self().value());
              if (own) {
                budget.reconciled(entry.getKey());
              }
              return own;
            });
    for (ReplicationStatus.Peer peer : status.peers()) {
      outstanding
          .entrySet()
          .removeIf(
              entry -> {
                boolean known =
                    members.ownerOf(entry.getValue().home()).equals(peer.storeId())
                        && peer.acked() != null
                        && entry.getValue().position().compareTo(peer.acked()) <= 0;
                if (known) {
                  budget.reconciled(entry.getKey());
                }
                return known;
              });
    }
  }

  /**
   * Frees money that was set aside for a refund that was never committed: its request ended without
   * anybody knowing. To be called from time to time; what was set aside since the last call waits.
   */
  Future<Void> sweep() {
    Set<String> unsettled = new HashSet<>(budget.claimed());
    unsettled.removeAll(outstanding.keySet());
    List<String> stale = unsettled.stream().filter(unsettledBefore::contains).toList();
    unsettledBefore = unsettled;
    if (stale.isEmpty()) {
      return Future.succeededFuture();
    }
    return bus.ask(Channels.FACTS, new FactsQuery(stale, false))
        .onSuccess(
            page -> {
              Set<String> made =
                  page.facts().stream()
                      .map(stored -> stored.op().factId())
                      .collect(Collectors.toSet());
              stale.stream().filter(id -> !made.contains(id)).forEach(budget::reconciled);
            })
        .mapEmpty();
  }

  StandInStatus status() {
    return new StandInStatus(budget.atRiskMinor(), budget.ceilingMinor(), outstanding.size());
  }

  private void spend(Op op, Record fact) {
    if (fact instanceof PostedReturn refund
        && refund.standIn()
        && refund.refund().storeId().equals(bus.self().value())) {
      String id = refund.refund().id();
      outstanding.put(id, new Outstanding(refund.home(), op.id().position()));
      budget.spend(
          id,
          refund.refundMinor(),
          ReceiptLine.of(refund.refund().receiptNumber(), refund.taken()));
    }
  }
}
