package io.tillwatch.edge.checkout;

import io.tillwatch.core.checkout.GrantRelease;
import io.tillwatch.core.checkout.GrantRequest;
import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.checkout.ReceiptHistory;
import io.tillwatch.core.checkout.RefundGrant;
import io.tillwatch.core.checkout.RightChanges;
import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.ledger.AdoptRights;
import io.tillwatch.core.ledger.Commit;
import io.tillwatch.core.ledger.CommitResult;
import io.tillwatch.core.ledger.Committed;
import io.tillwatch.core.ledger.Draft;
import io.tillwatch.core.ledger.FactsQuery;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.replication.Membership;
import io.tillwatch.core.retail.LineQuantity;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;

/**
 * Gives other stores the right to refund what this store sold; see {@link OrphanedGrants} for those
 * that nobody uses.
 */
final class GrantStore {
  /** Far more than a till repeats one request. */
  private static final int MAX_TRIES = 100;

  private final Bus bus;
  private final InstantSource time;
  private final GrantReleases releases;
  private final PeerWatermarks watermarks;
  private final Membership members;
  private final ReceiptFinder receipts;

  GrantStore(
      Bus bus,
      InstantSource time,
      GrantReleases releases,
      PeerWatermarks watermarks,
      Membership members,
      ReceiptFinder receipts) {
    this.receipts = receipts;
    this.members = members;
    this.bus = bus;
    this.time = time;
    this.releases = releases;
    this.watermarks = watermarks;
  }

  /**
   * Grants, or refuses where a line's right is gone; the same question has the same answer. Fails,
   * as a store that is away, while facts of this store's own are missing.
   */
  Future<GrantRequest.Answer> grant(GrantRequest request) {
    if (members.isLeaving(bus.self().value())) {
      return Future.failedFuture(new IllegalStateException("this store has left the group"));
    }
    if (!watermarks.hasOwnFacts()) {
      return Future.failedFuture(
          new IllegalStateException("this store does not have all of its own facts yet"));
    }
    return counted(request)
        .compose(owned -> receipts.here(request.receipt()))
        .compose(
            history ->
                isLeft(history, request)
                    ? grant(request, 1)
                    : Future.succeededFuture((String) null))
        .map(
            grantId ->
                grantId == null ? new GrantRequest.Exhausted() : new GrantRequest.Granted(grantId));
  }

  /**
   * Whether what was paid back leaves these units: also what was paid without a right, which the
   * count of rights may not have heard of yet. Where the sale is not known here the count decides.
   */
  private static boolean isLeft(ReceiptHistory history, GrantRequest request) {
    return history.sale() == null
        || history.covers(request.returnId(), LineQuantity.units(request.lines()));
  }

  /**
   * The grant's id, or null where the right is gone. What was given back, or granted for other
   * lines, is not given out once more: the next one is.
   */
  private Future<String> grant(GrantRequest request, int nth) {
    if (nth > MAX_TRIES) {
      return Future.failedFuture(
          new IllegalStateException(MAX_TRIES + " grants for one return were given back"));
    }
    RefundGrant grant = build(request, nth);
    return bus.ask(Channels.COMMIT, Commit.of(draft(grant)))
        .compose(
            result ->
                result instanceof CommitResult.Repeated
                    ? isOpen(grant.id(), request)
                        .compose(
                            open ->
                                open ? Future.succeededFuture(grant.id()) : grant(request, nth + 1))
                    : Future.succeededFuture(
                        result instanceof CommitResult.Done ? grant.id() : null));
  }

  private Future<Boolean> isOpen(String grantId, GrantRequest request) {
    return bus.ask(Channels.FACTS, FactsQuery.one(grantId))
        .map(
            page ->
                page.facts().stream()
                    .anyMatch(
                        stored ->
                            stored.fact() instanceof RefundGrant grant
                                && grant.covers(request)
                                && stored.about().stream()
                                    .noneMatch(about -> about.fact() instanceof GrantRelease)));
  }

  /** What another store sold is granted here only by its heir. */
  private Future<?> counted(GrantRequest request) {
    return home(request).equals(bus.self().value())
        ? Future.succeededFuture()
        : bus.ask(Channels.ADOPT_RIGHTS, new AdoptRights(home(request), request.receipt()));
  }

  private String home(GrantRequest request) {
    return request.home() == null ? bus.self().value() : request.home();
  }

  /**
   * Gives a grant back at once that came when its return stood already without it: its answer was
   * late, and the budget paid. One that a held return may still use waits for the reviewer, or the
   * sweep.
   */
  void committed(Committed committed) {
    if (committed.fact() instanceof RefundGrant grant && grant.to().equals(bus.self().value())) {
      bus.ask(Channels.FACTS, new FactsQuery(List.of(grant.returnId()), false))
          .onSuccess(
              page -> {
                if (page.facts().stream().anyMatch(stored -> standsWithout(grant, stored))) {
                  releases.release(grant, "LATE");
                }
              });
    }
  }

  private static boolean standsWithout(RefundGrant grant, StoredFact stored) {
    return stored.fact() instanceof PostedReturn posted
        && posted.status() != Posted.Status.HELD
        && !grant.id().equals(posted.grantId());
  }

  private RefundGrant build(GrantRequest request, int nth) {
    return new RefundGrant(
        RefundGrant.idFor(request.returnId(), nth),
        time.instant(),
        home(request),
        request.to(),
        request.receipt(),
        request.returnId(),
        request.lines());
  }

  /** What commits a grant, and takes its units. */
  static Draft draft(RefundGrant grant) {
    return Draft.of(FactKind.GRANT, grant.id(), grant.at(), grant)
        .in(List.of(Indexes.receipt(grant.receipt()), Indexes.grants(grant.to())))
        .moving(RightChanges.taking(grant.storeId(), grant.receipt(), grant.lines()))
        .build();
  }
}
