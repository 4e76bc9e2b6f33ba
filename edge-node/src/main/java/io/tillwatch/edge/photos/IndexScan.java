package io.tillwatch.edge.photos;

import io.tillwatch.core.ledger.PageQuery;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Walks through an index from now back to some time, as people read: behind the tills. */
final class IndexScan {
  private static final int PAGE = 500;

  private final Bus bus;

  IndexScan(Bus bus) {
    this.bus = bus;
  }

  /** Shows every fact of an index back to that time, newest first. */
  Future<Void> back(String index, Instant until, Consumer<StoredFact> each) {
    return back(index, until, null, each);
  }

  private Future<Void> back(
      String index, Instant until, @Nullable String at, Consumer<StoredFact> each) {
    return bus.ask(Channels.BROWSE, new PageQuery(index, at, PAGE, false, false))
        .compose(
            page -> {
              page.facts().forEach(each);
              List<StoredFact> facts = page.facts();
              boolean isBehind =
                  facts.isEmpty()
                      || facts.get(facts.size() - 1).op().atMillis() < until.toEpochMilli();
              return isBehind || page.nextCursor() == null
                  ? Future.succeededFuture()
                  : back(index, until, page.nextCursor(), each);
            });
  }
}
