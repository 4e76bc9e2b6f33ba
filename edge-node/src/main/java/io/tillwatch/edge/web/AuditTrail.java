package io.tillwatch.edge.web;

import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.ledger.model.AuditEntry;
import io.tillwatch.edge.ledger.model.Commit;
import io.tillwatch.edge.ledger.model.Draft;
import io.tillwatch.edge.ledger.model.FactKind;
import io.tillwatch.edge.ledger.model.Indexes;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Writes down who looked at what and who decided what, and why, in the ledger of every store. */
final class AuditTrail {
  private final Bus bus;
  private final InstantSource clock;

  AuditTrail(Bus bus, InstantSource clock) {
    this.bus = bus;
    this.clock = clock;
  }

  /** Completes when the entry is on disk: nobody sees a face before that. */
  Future<Void> write(Caller caller, String action, String target, String why) {
    Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    AuditEntry entry =
        new AuditEntry(
            Ids.next("au"),
            at,
            bus.self().value(),
            caller.actor(),
            action,
            target,
            why,
            caller.from());
    Draft draft =
        new Draft(
            FactKind.AUDIT, entry.id(), at, entry, List.of(), List.of(Indexes.AUDIT), List.of());
    return bus.ask(Channels.COMMIT, Commit.of(draft)).mapEmpty();
  }
}
