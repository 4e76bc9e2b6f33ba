package io.tillwatch.edge.checkout;

import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.checkout.PostedSale;
import io.tillwatch.core.checkout.ReceiptHistory;
import io.tillwatch.core.checkout.StandInBudget;
import io.tillwatch.core.checkout.StandInBudget.ReceiptLine;
import io.tillwatch.core.checkout.StandInStatus;
import io.tillwatch.core.ledger.Committed;
import io.tillwatch.core.ledger.FactsQuery;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.LedgerQuery;
import io.tillwatch.core.oplog.Op;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.replication.ReplicationStatus;
import io.tillwatch.core.retail.ReceiptNumber;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.facts.FactPages;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the stand-in budget true: spent by the facts themselves, so that a restart forgets nothing;
 * refilled when the selling store has acknowledged this store's log up to and with the refund. A
 * refund of a receipt whose sale no store has shown within a day, although every store that may
 * have issued it has acknowledged the refund, was money lost: it counts no longer. Lives on
 * checkout's event loop.
 */
final class StandInAccount {
  private static final Duration NEVER_SHOWN = Duration.ofDays(1);

  /**
   * A refund that no home store has confirmed.
   *
   * @param home store that sold; null where the sale is not known
   * @param at when it was paid, by this store's clock
   */
  private record Outstanding(String receipt, @Nullable String home, Position position, Instant at) {
    Outstanding soldBy(String store) {
      return new Outstanding(receipt, store, position, at);
    }
  }

  private final Bus bus;
  private final InstantSource time;
  private final StandInBudget budget;
  private final ReceiptFinder receipts;
  private final Map<String, Outstanding> outstanding = new HashMap<>();
  private Set<String> unsettledBefore = Set.of();

  StandInAccount(Bus bus, InstantSource time, StandInBudget budget, ReceiptFinder receipts) {
    this.bus = bus;
    this.time = time;
    this.budget = budget;
    this.receipts = receipts;
  }

  /**
   * Reads back what was spent before a restart, but for what its home store had acknowledged by
   * then.
   */
  Future<Void> restore() {
    return FactPages.all(bus, Indexes.STAND_IN, false)
        .onSuccess(facts -> facts.forEach(stored -> spend(stored.op(), stored.fact())))
        .compose(facts -> findSales())
        .compose(known -> bus.ask(Channels.ACKNOWLEDGED, LedgerQuery.ACKNOWLEDGED))
        .onSuccess(
            acked ->
                reconcile(
                    store ->
                        acked.byMember().getOrDefault(store, Map.of()).get(bus.self().value())))
        .mapEmpty();
  }

  /** Sales that became known since, of receipts that were refunded unheard. */
  private Future<?> findSales() {
    List<Future<ReceiptHistory>> looks =
        outstanding.values().stream()
            .filter(one -> one.home() == null)
            .map(Outstanding::receipt)
            .distinct()
            .map(receipt -> receipts.here(receipt).onSuccess(history -> sold(history.sale())))
            .toList();
    return Future.all(looks);
  }

  void committed(Committed committed) {
    if (committed.local()) {
      spend(committed.op(), committed.fact());
    }
    if (committed.fact() instanceof PostedSale sale) {
      sold(sale);
    }
  }

  private void sold(@Nullable PostedSale sale) {
    if (sale != null && !outstanding.isEmpty()) {
      String receipt = sale.sale().receiptNumber();
      outstanding.replaceAll(
          (id, one) ->
              one.home() == null && ReceiptNumber.same(one.receipt(), receipt)
                  ? one.soldBy(sale.sale().storeId())
                  : one);
    }
  }

  void changed(ReplicationStatus status) {
    Map<String, Position> acked = new HashMap<>();
    status.peers().forEach(peer -> acked.put(peer.storeId(), peer.progress().acked()));
    reconcile(acked::get);
  }

  /** Frees what every store that may have sold it has heard of. */
  private void reconcile(Function<String, Position> ackedBy) {
    outstanding
        .entrySet()
        .removeIf(
            entry -> {
              boolean known = isKnown(entry.getValue(), ackedBy);
              if (known) {
                budget.reconciled(entry.getKey());
              }
              return known;
            });
  }

  private boolean isKnown(Outstanding one, Function<String, Position> ackedBy) {
    boolean lost = Duration.between(one.at(), time.instant()).compareTo(NEVER_SHOWN) > 0;
    if (one.home() == null && !lost) {
      return false;
    }
    return sellers(one).stream()
        .allMatch(
            store -> {
              Position acked = ackedBy.apply(store);
              return acked != null && one.position().compareTo(acked) <= 0;
            });
  }

  /** Who may have sold it; what this store inherited it has reconciled with itself. */
  private Set<String> sellers(Outstanding one) {
    return one.home() == null
        ? receipts.possibleOwners(one.receipt())
        : receipts.owners(List.of(one.home()));
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

  private void spend(Op op, @Nullable Record fact) {
    if (fact instanceof PostedReturn refund
        && refund.standIn()
        && refund.refund().receiptNumber() != null
        && refund.refund().storeId().equals(bus.self().value())) {
      String id = refund.refund().id();
      String receipt = refund.refund().namedReceipt();
      outstanding.put(
          id,
          new Outstanding(
              receipt, refund.home(), op.id().position(), Instant.ofEpochMilli(op.atMillis())));
      budget.spend(id, refund.refundMinor(), ReceiptLine.of(receipt, refund.taken()));
    }
  }
}
