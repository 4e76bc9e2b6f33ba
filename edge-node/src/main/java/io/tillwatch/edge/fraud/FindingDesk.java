package io.tillwatch.edge.fraud;

import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.fraud.model.Finding;
import io.tillwatch.edge.ledger.model.Commit;
import io.tillwatch.edge.ledger.model.Draft;
import io.tillwatch.edge.ledger.model.FactKind;
import io.tillwatch.edge.ledger.model.FactsQuery;
import io.tillwatch.edge.ledger.model.Indexes;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits what the merged history shows about earlier answers. Every store finds the same under the same id and time, so the
 * first to commit it has said it for all; both transactions stay on record.
 */
final class FindingDesk {
  private static final Logger LOG = LoggerFactory.getLogger(FindingDesk.class);
  private static final int REMEMBERED = 10_000;

  private final Bus bus;
  private final Set<String> recorded = new LinkedHashSet<>();

  FindingDesk(Bus bus) {
    this.bus = bus;
  }

  void record(Finding finding) {
    if (!recorded.add(finding.id())) {
      return;
    }
    if (recorded.size() > REMEMBERED) {
      recorded.remove(recorded.iterator().next());
    }
    bus.ask(Channels.FACTS, new FactsQuery(List.of(finding.of()), false))
        .compose(
            page ->
                page.facts().isEmpty()
                    ? Future.succeededFuture()
                    : commit(finding, page.facts().get(0).op().atMillis()))
        .onFailure(
            why -> {
              recorded.remove(finding.id());
              LOG.atWarn()
                  .addKeyValue("finding", finding.id())
                  .addKeyValue("error", why.getMessage())
                  .log("a finding could not be recorded");
            });
  }

  private Future<Void> commit(Finding finding, long atMillis) {
    Draft draft =
        new Draft(
            FactKind.FINDING,
            finding.id(),
            Instant.ofEpochMilli(atMillis),
            finding,
            List.of(finding.of()),
            List.of(Indexes.ALERTS),
            List.of());
    return bus.ask(Channels.COMMIT, Commit.of(draft)).mapEmpty();
  }
}
