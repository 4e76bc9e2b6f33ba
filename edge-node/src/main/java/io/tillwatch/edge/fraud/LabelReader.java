package io.tillwatch.edge.fraud;

import io.tillwatch.core.fraud.labels.LabelFold;
import io.tillwatch.core.fraud.labels.LabelQuery;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.PageQuery;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.oplog.HybridClock;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.vertx.core.Future;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads out of the ledger what became of returns, of every store that this one knows. */
final class LabelReader {
  /** Each takes some 400 bytes while they are read. */
  private static final int MOST_RETURNS = 100_000;

  private final Bus bus;

  LabelReader(Bus bus) {
    this.bus = bus;
  }

  /** Reads everything once. */
  Future<LabelQuery.Answer> read(LabelQuery query) {
    LabelFold fold = new LabelFold(MOST_RETURNS);
    return read(null, fold)
        .map(
            done -> new LabelQuery.Answer(fold.knownAt(query.asOf()), fold.size(), fold.dropped()));
  }

  private Future<Void> read(@Nullable String cursor, LabelFold fold) {
    return bus.ask(Channels.BROWSE, PageQuery.oldest(Indexes.FACTS, cursor, false))
        .compose(
            page -> {
              for (StoredFact stored : page.facts()) {
                long known = HybridClock.millis(stored.op().hlc());
                fold.learn(stored.fact(), Instant.ofEpochMilli(known));
              }
              return page.nextCursor() == null
                  ? Future.succeededFuture()
                  : read(page.nextCursor(), fold);
            });
  }
}
