package io.tillwatch.edge.fraud;

import io.tillwatch.core.fraud.drift.ModelDrift;
import io.tillwatch.core.fraud.labels.JudgedReturn;
import io.tillwatch.core.fraud.labels.LabelFold;
import io.tillwatch.core.ledger.FactPage;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.PageQuery;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.oplog.HybridClock;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.facts.FactPages;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Reads the newest returns out of the ledger with what became of them, of every store that this one
 * knows: as far back as a label of the last months may go, and not further.
 */
final class DriftReader {
  /** A return that was paid counts as honest so much later; reviewers take a fortnight at most. */
  private static final Duration FURTHEST = ModelDrift.LABELS.plus(LabelFold.MATURITY).plusDays(14);

  /** Each takes some 400 bytes while they are read. */
  private static final int MOST_RETURNS = 50_000;

  private static final int MOST_FACTS = 1_000_000;
  private static final int PAGE = 500;

  private final Bus bus;

  DriftReader(Bus bus) {
    this.bus = bus;
  }

  Future<List<JudgedReturn>> read(Instant now) {
    Reading reading = new Reading(now.minus(FURTHEST));
    PageQuery newest = new PageQuery(Indexes.FACTS, null, PAGE, false, false);
    return FactPages.until(bus, Channels.BROWSE, newest, reading::hasEnough)
        .map(done -> reading.fold.judgedAt(now));
  }

  private static final class Reading {
    private final LabelFold fold = new LabelFold(MOST_RETURNS + PAGE);
    private final long earliest;
    private int facts;

    Reading(Instant earliest) {
      this.earliest = earliest.toEpochMilli();
    }

    /** Learns a page; whether what is older is not wanted any more. */
    boolean hasEnough(FactPage page) {
      boolean reaches = false;
      for (StoredFact stored : page.facts()) {
        reaches |= stored.op().atMillis() >= earliest;
        long known = HybridClock.millis(stored.op().hlc());
        fold.learn(stored.fact(), Instant.ofEpochMilli(known));
      }
      facts += page.facts().size();
      return !reaches || fold.size() >= MOST_RETURNS || facts >= MOST_FACTS;
    }
  }
}
