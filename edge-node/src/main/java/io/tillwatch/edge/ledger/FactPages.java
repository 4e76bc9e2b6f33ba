package io.tillwatch.edge.ledger;

import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.ledger.model.PageQuery;
import io.tillwatch.edge.ledger.model.StoredFact;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** Reads an index from its oldest fact to its end, however many pages that takes. */
public final class FactPages {
  private FactPages() {}

  /**
   * All facts of an index that stays short: of one receipt, not of all.
   *
   * @param withAbout also what was said of each
   */
  public static Future<List<StoredFact>> all(Bus bus, String index, boolean withAbout) {
    return next(bus, PageQuery.oldest(index, null, withAbout), new ArrayList<>());
  }

  private static Future<List<StoredFact>> next(Bus bus, PageQuery query, List<StoredFact> read) {
    return bus.ask(Channels.PAGE, query)
        .compose(
            page -> {
              read.addAll(page.facts());
              return page.nextCursor() == null
                  ? Future.succeededFuture(List.copyOf(read))
                  : next(
                      bus,
                      PageQuery.oldest(query.index(), page.nextCursor(), query.withAbout()),
                      read);
            });
  }
}
