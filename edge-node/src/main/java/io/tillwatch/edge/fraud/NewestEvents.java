package io.tillwatch.edge.fraud;

import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.ledger.FactPage;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.PageQuery;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.retail.RetailEvent;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.facts.FactPages;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The end of a store's past as a replay wants it: the newest events, the oldest of these first. */
final class NewestEvents {
  private static final int PAGE = 1000;

  private final Bus bus;
  private final int enough;

  /**
   * @param enough so many events are read, and the rest of the last page
   */
  NewestEvents(Bus bus, int enough) {
    this.bus = bus;
    this.enough = enough;
  }

  Future<List<RetailEvent>> read() {
    List<RetailEvent> newestFirst = new ArrayList<>();
    PageQuery newest = new PageQuery(Indexes.FACTS, null, PAGE, false, false);
    return FactPages.until(
            bus,
            Channels.BROWSE,
            newest,
            page -> {
              take(page, newestFirst);
              return newestFirst.size() >= enough;
            })
        .map(
            done -> {
              Collections.reverse(newestFirst);
              return newestFirst;
            });
  }

  private static void take(FactPage page, List<RetailEvent> events) {
    for (StoredFact stored : page.facts()) {
      if (stored.fact() instanceof Posted posted) {
        events.add((RetailEvent) posted.transaction());
      } else if (stored.fact() instanceof RetailEvent event) {
        events.add(event);
      }
    }
  }
}
