package io.tillwatch.edge.fraud;

import io.tillwatch.core.fraud.RuleSet;
import io.tillwatch.core.fraud.models.ModelTerm;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.PageQuery;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.facts.FactPages;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reads back, before anything is judged, which rules and models held. Changes of both are told in
 * the order in which they were committed, so that the guard sees what other stores saw.
 */
final class RulesPast {
  private static final int SETS = 500;

  /** A part of a model's file has 64 KiB. */
  private static final int PARTS = 50;

  private final Bus bus;
  private final HistoryFeed feed;
  private final List<StoredFact> changes = new ArrayList<>();

  RulesPast(Bus bus, HistoryFeed feed) {
    this.bus = bus;
    this.feed = feed;
  }

  Future<Void> read() {
    return read(Indexes.RULES, SETS)
        .compose(rules -> read(Indexes.MODELS, PARTS))
        .onSuccess(
            models -> {
              changes.sort(Comparator.comparingLong(stored -> stored.op().hlc()));
              changes.forEach(this::learn);
            });
  }

  private Future<Void> read(String index, int limit) {
    PageQuery first = new PageQuery(index, null, limit, true, false);
    return FactPages.each(bus, Channels.PAGE, first, page -> page.facts().forEach(this::take));
  }

  private void take(StoredFact stored) {
    if (stored.fact() instanceof RuleSet || stored.fact() instanceof ModelTerm) {
      changes.add(stored);
    } else {
      learn(stored);
    }
  }

  private void learn(StoredFact stored) {
    feed.learn(stored.op(), stored.fact(), null, 0);
  }
}
