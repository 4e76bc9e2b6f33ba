package io.tillwatch.edge.facts;

import io.tillwatch.core.ledger.FactPage;
import io.tillwatch.core.ledger.PageQuery;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channel;
import io.tillwatch.edge.bus.Channels;
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
    return all(bus, Channels.PAGE, index, withAbout);
  }

  /**
   * The same by another way to the ledger.
   *
   * @param pages {@link Channels#PAGE} or {@link Channels#BROWSE}
   */
  public static Future<List<StoredFact>> all(
      Bus bus, Channel<PageQuery, FactPage> pages, String index, boolean withAbout) {
    PageQuery first = PageQuery.oldest(index, null, withAbout);
    return next(bus, pages, first, new ArrayList<>())
        .recover(
            why ->
                // a refused try at which a page ended was moved to its own index meanwhile
                why instanceof IllegalArgumentException
                    ? next(bus, pages, first, new ArrayList<>())
                    : Future.failedFuture(why));
  }

  private static Future<List<StoredFact>> next(
      Bus bus, Channel<PageQuery, FactPage> pages, PageQuery query, List<StoredFact> read) {
    return bus.ask(pages, query)
        .compose(
            page -> {
              read.addAll(page.facts());
              return page.nextCursor() == null
                  ? Future.succeededFuture(List.copyOf(read))
                  : next(
                      bus,
                      pages,
                      PageQuery.oldest(query.index(), page.nextCursor(), query.withAbout()),
                      read);
            });
  }
}
