package io.tillwatch.edge.fraud;

import io.tillwatch.core.fraud.labels.LabelFold;
import io.tillwatch.core.fraud.labels.LabelQuery;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.PageQuery;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.oplog.HybridClock;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.facts.FactPages;
import io.vertx.core.Future;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads out of the ledger what became of returns, of every store that this one knows. The whole
 * past is read once at a time, however many ask meanwhile. For one thread.
 */
final class LabelReader {
  /** Each takes some 400 bytes while they are read. */
  private static final int MOST_RETURNS = 100_000;

  private final Bus bus;
  private @Nullable Future<LabelFold> underWay;

  LabelReader(Bus bus) {
    this.bus = bus;
  }

  /** Answers out of the read that is under way, or of a new one. */
  Future<LabelQuery.Answer> read(LabelQuery query) {
    return fold()
        .map(
            fold -> new LabelQuery.Answer(fold.knownAt(query.asOf()), fold.size(), fold.dropped()));
  }

  /** What is known of the whole past, for whoever only reads it. */
  Future<LabelFold> fold() {
    Future<LabelFold> reading = underWay;
    if (reading == null) {
      LabelFold fold = new LabelFold(MOST_RETURNS);
      reading = read(fold).map(fold);
      underWay = reading;
      reading.onComplete(done -> underWay = null);
    }
    return reading;
  }

  private Future<Void> read(LabelFold fold) {
    PageQuery oldest = PageQuery.oldest(Indexes.FACTS, null, false);
    return FactPages.each(
        bus,
        Channels.BROWSE,
        oldest,
        page -> {
          for (StoredFact stored : page.facts()) {
            long known = HybridClock.millis(stored.op().hlc());
            fold.learn(stored.fact(), Instant.ofEpochMilli(known));
          }
        });
  }
}
