package io.tillwatch.edge.photos;

import io.tillwatch.core.ledger.PageQuery;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.facts.FactPages;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Walks through an index from now back to some time, as people read: behind the tills. */
final class IndexScan {
  private static final int PAGE = 500;

  private final Bus bus;

  IndexScan(Bus bus) {
    this.bus = bus;
  }

  /** Shows every fact of an index back to that time, newest first. */
  Future<Void> back(String index, Instant until, Consumer<StoredFact> each) {
    return FactPages.until(
        bus,
        Channels.BROWSE,
        new PageQuery(index, null, PAGE, false, false),
        page -> {
          List<StoredFact> facts = page.facts();
          facts.forEach(each);
          return facts.isEmpty()
              || facts.get(facts.size() - 1).op().atMillis() < until.toEpochMilli();
        });
  }
}
