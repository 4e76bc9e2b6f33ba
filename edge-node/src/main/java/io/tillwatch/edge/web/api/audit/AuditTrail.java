package io.tillwatch.edge.web.api.audit;

import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.ledger.AuditEntry;
import io.tillwatch.core.ledger.Commit;
import io.tillwatch.core.ledger.Draft;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.facts.IdGenerator;
import io.tillwatch.edge.web.access.Caller;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down who looked at what and who decided what, and why, in the ledger of every store. */
public final class AuditTrail {
  private final Bus bus;
  private final InstantSource clock;

  public AuditTrail(Bus bus, InstantSource clock) {
    this.bus = bus;
    this.clock = clock;
  }

  /** Completes when the entry is on disk: nobody sees a face before that. */
  public Future<Void> write(Caller caller, String action, String target, @Nullable String why) {
    Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    AuditEntry entry =
        new AuditEntry(
            IdGenerator.random("au"),
            at,
            bus.self().value(),
            caller.actor(),
            action,
            target,
            why,
            caller.from());
    Draft draft =
        Draft.of(FactKind.AUDIT, entry.id(), at, entry).in(List.of(Indexes.AUDIT)).build();
    return bus.ask(Channels.COMMIT, Commit.of(draft)).mapEmpty();
  }
}
