package io.tillwatch.edge.checkout;

import io.tillwatch.core.checkout.GrantRelease;
import io.tillwatch.core.checkout.RefundGrant;
import io.tillwatch.core.checkout.RightChanges;
import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.ledger.Commit;
import io.tillwatch.core.ledger.Draft;
import io.tillwatch.core.oplog.RightChange;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives grants back that nothing used. */
final class GrantReleases {
  private static final Logger LOG = LoggerFactory.getLogger(GrantReleases.class);

  private final Bus bus;
  private final InstantSource time;

  GrantReleases(Bus bus, InstantSource time) {
    this.bus = bus;
    this.time = time;
  }

  /** Gives a grant back, unless something used it; doing so twice is doing it once. */
  Future<Void> release(RefundGrant grant, String why) {
    return release(
        grant.id(), RightChanges.taking(grant.storeId(), grant.receipt(), grant.lines()), why);
  }

  /** The same, of what was taken for it. */
  Future<Void> release(String grantId, List<RightChange> takes, String why) {
    GrantRelease release =
        new GrantRelease(
            GrantRelease.idFor(grantId), time.instant(), bus.self().value(), grantId, why);
    Draft draft =
        Draft.of(FactKind.GRANT_RELEASE, release.id(), release.at(), release)
            .about(List.of(grantId))
            .moving(takes.stream().map(RightChange::inverse).toList())
            .build();
    return bus.ask(Channels.COMMIT, Commit.spending(draft, List.of(grantId)))
        .onFailure(
            e ->
                LOG.atWarn()
                    .addKeyValue("error", e.getMessage())
                    .log("a grant could not be released; it is released at the next sweep"))
        .mapEmpty();
  }
}
