package io.tillwatch.edge.facts;

import io.tillwatch.core.ledger.FactPage;
import io.tillwatch.core.ledger.PageQuery;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channel;
import io.tillwatch.edge.bus.Channels;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Reads an index of the ledger, however many pages that takes. */
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
    return all(bus, pages, first)
        .recover(
            why ->
                // a refused try at which a page ended was moved to its own index meanwhile
                why instanceof IllegalArgumentException
                    ? all(bus, pages, first)
                    : Future.failedFuture(why));
  }

  private static Future<List<StoredFact>> all(
      Bus bus, Channel<PageQuery, FactPage> pages, PageQuery first) {
    List<StoredFact> read = new ArrayList<>();
    return each(bus, pages, first, page -> read.addAll(page.facts()))
        .map(done -> List.copyOf(read));
  }

  /**
   * Shows one page after the other, to the end of the index.
   *
   * @param pages {@link Channels#PAGE} or {@link Channels#BROWSE}
   * @param first which page comes first, and how long pages are
   */
  public static Future<Void> each(
      Bus bus, Channel<PageQuery, FactPage> pages, PageQuery first, Consumer<FactPage> reader) {
    return until(
        bus,
        pages,
        first,
        page -> {
          reader.accept(page);
          return false;
        });
  }

  /**
   * The same, not further than is wanted.
   *
   * @param reader takes a page, and says whether it has enough
   */
  public static Future<Void> until(
      Bus bus, Channel<PageQuery, FactPage> pages, PageQuery first, Predicate<FactPage> reader) {
    Promise<Void> done = Promise.promise();
    next(bus, pages, first, reader, done);
    return done.future();
  }

  /** One future for all pages: a chain of as many as a long past has pages ends the stack. */
  private static void next(
      Bus bus,
      Channel<PageQuery, FactPage> pages,
      PageQuery wanted,
      Predicate<FactPage> reader,
      Promise<Void> done) {
    Future.succeededFuture(wanted)
        // a bus that throws fails the walk, too
        .compose(query -> bus.ask(pages, query))
        .map(
            page -> {
              boolean isEnough = reader.test(page);
              return Optional.ofNullable(page.nextCursor()).filter(cursor -> !isEnough);
            })
        .onSuccess(
            more ->
                more.ifPresentOrElse(
                    cursor -> next(bus, pages, wanted.after(cursor), reader, done), done::complete))
        .onFailure(done::fail);
  }
}
