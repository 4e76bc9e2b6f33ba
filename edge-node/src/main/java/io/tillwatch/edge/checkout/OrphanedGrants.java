package io.tillwatch.edge.checkout;

import io.tillwatch.core.checkout.RefundGrant;
import io.tillwatch.core.ledger.Committed;
import io.tillwatch.core.ledger.FactsQuery;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.PageQuery;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.replication.Decommissioned;
import io.tillwatch.core.replication.Membership;
import io.tillwatch.core.replication.Salvage;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.facts.FactPages;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/** Sees that no grant to this store, or to one it inherits from, is left open. */
final class OrphanedGrants {
  private static final int SWEEP = 200;

  private final Bus bus;
  private final GrantReleases releases;
  private final Membership members;
  private final OpenGrants open;

  /** Stores whose grants of earlier runs were looked for. */
  private final Set<String> walked = new HashSet<>();

  /**
   * None was looked for yet.
   *
   * @param steady milliseconds that no step of the wall clock changes
   */
  OrphanedGrants(Bus bus, GrantReleases releases, Membership members, LongSupplier steady) {
    this.bus = bus;
    this.releases = releases;
    this.members = members;
    this.open = new OpenGrants(steady);
  }

  /** Takes note of a grant that became known. */
  void committed(Committed committed) {
    if (committed.fact() instanceof RefundGrant grant
        && members.ownerOf(grant.to()).equals(bus.self().value())) {
      open.met(grant.id());
    }
  }

  /**
   * Releases grants of this store, and of those it inherits from, that no return came to use: their
   * till crashed in between.
   */
  Future<Void> release() {
    if (open.overflowed()) {
      walked.clear();
    }
    List<Future<Void>> all = new ArrayList<>();
    all.add(lookForOpen(bus.self().value()));
    for (Decommissioned gone : members.allGone()) {
      if (members.ownerOf(gone.removed()).equals(bus.self().value())) {
        all.add(lookForOpen(gone.removed()));
      }
    }
    return Future.all(all).compose(looked -> release(open.orphaned(SWEEP)));
  }

  /** Once for each store: grants that came in earlier runs. Those that come later are told of. */
  private Future<Void> lookForOpen(String store) {
    return walked.add(store)
        ? meetOpen(Indexes.grants(store)).onFailure(why -> walked.remove(store))
        : Future.succeededFuture();
  }

  private Future<Void> meetOpen(String index) {
    return FactPages.each(
        bus,
        Channels.PAGE,
        new PageQuery(index, null, SWEEP, false, true),
        page ->
            page.facts().stream()
                .filter(OrphanedGrants::isOpen)
                .forEach(stored -> open.met(stored.op().factId())));
  }

  private Future<Void> release(List<String> grants) {
    if (grants.isEmpty()) {
      return Future.succeededFuture();
    }
    return bus.ask(Channels.FACTS, new FactsQuery(grants, true))
        .compose(
            page -> {
              Set<String> closed = new HashSet<>(grants);
              List<Future<Void>> given = new ArrayList<>();
              for (StoredFact stored : page.facts()) {
                if (isOpen(stored) && stored.fact() instanceof RefundGrant grant) {
                  closed.remove(stored.op().factId());
                  String id = stored.op().factId();
                  given.add(
                      releases.release(grant, "FORGOTTEN").onSuccess(done -> open.closed(id)));
                }
              }
              closed.forEach(open::closed);
              return Future.all(given).mapEmpty();
            });
  }

  /** A grant of which nothing is said, but that its origin had lost it. */
  private static boolean isOpen(StoredFact stored) {
    return stored.fact() instanceof RefundGrant
        && stored.about().stream().allMatch(about -> about.fact() instanceof Salvage);
  }
}
