package io.tillwatch.edge.web.api;

import io.tillwatch.core.ledger.FactPage;
import io.tillwatch.core.ledger.PageQuery;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.web.answer.ListJson;
import io.tillwatch.edge.web.http.ApiResponse;
import io.tillwatch.edge.web.http.Cursor;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a filtered index, in order of time. Looks through a bounded number of facts: where
 * few match, a page may hold fewer items than asked for and still have a next one.
 */
public final class FactList<T> {
  private static final int LEDGER_PAGE = 100;
  private static final int MAX_PAGES = 10;

  private final Bus bus;
  private final String index;
  private final boolean oldestFirst;
  private final int limit;
  private final Function<StoredFact, Optional<Future<T>>> shown;
  private final List<Future<T>> items = new ArrayList<>();
  private int pagesLeft = MAX_PAGES;
  private boolean counted;
  private @Nullable Integer total;
  private @Nullable Comparator<T> order;

  /**
   * One page.
   *
   * @param shown a fact as an item, or empty where the filter leaves it out
   */
  public FactList(
      Bus bus,
      String index,
      boolean oldestFirst,
      int limit,
      Function<StoredFact, Optional<Future<T>>> shown) {
    this.bus = bus;
    this.index = index;
    this.oldestFirst = oldestFirst;
    this.limit = limit;
    this.shown = shown;
  }

  /** With how many there are on all pages; null: not known yet. */
  public FactList<T> counted(@Nullable Integer all) {
    counted = true;
    total = all;
    return this;
  }

  /**
   * Begins the page with items that are in no index.
   *
   * @param first fewer than the limit, so that the page still leads on
   * @param order of all items of the page
   */
  public FactList<T> beginningWith(List<Future<T>> first, Comparator<T> order) {
    if (first.size() >= limit) {
      throw new IllegalArgumentException("expected fewer than " + limit + " items");
    }
    items.addAll(first);
    this.order = order;
    return this;
  }

  /**
   * The page from this cursor on.
   *
   * @param cursor as the caller sent it; null for the first page
   */
  public Future<ApiResponse> from(@Nullable String cursor) {
    return behind(Cursor.read(list(), cursor));
  }

  private String list() {
    return name(index, oldestFirst);
  }

  /** The list's name in cursors. */
  static String name(String index, boolean oldestFirst) {
    return oldestFirst ? index + "?oldest" : index;
  }

  private Future<ApiResponse> behind(@Nullable String seen) {
    return bus.ask(Channels.BROWSE, new PageQuery(index, seen, LEDGER_PAGE, oldestFirst, true))
        .recover(FactList::refusedCursor)
        .compose(page -> take(page, seen));
  }

  private Future<ApiResponse> take(FactPage page, @Nullable String before) {
    String seen = before;
    for (StoredFact fact : page.facts()) {
      if (items.size() == limit) {
        return reply(seen);
      }
      shown.apply(fact).ifPresent(items::add);
      seen = fact.op().factId();
    }
    if (page.nextCursor() == null) {
      return reply(null);
    }
    pagesLeft--;
    return items.size() == limit || pagesLeft == 0
        ? reply(page.nextCursor())
        : behind(page.nextCursor());
  }

  private Future<ApiResponse> reply(@Nullable String seen) {
    String cursor = seen == null ? null : Cursor.behind(list(), seen);
    return Future.all(items)
        .map(
            all ->
                counted
                    ? new ListJson.Counted<>(inOrder(all.list()), cursor, total)
                    : new ListJson<>(inOrder(all.list()), cursor))
        .map(body -> ApiResponse.json(200, body));
  }

  private List<T> inOrder(List<T> all) {
    Comparator<T> wanted = order;
    return wanted == null ? all : all.stream().sorted(wanted).toList();
  }

  private static Future<FactPage> refusedCursor(Throwable failure) {
    return Future.failedFuture(
        failure instanceof IllegalArgumentException ? Cursor.invalid() : failure);
  }
}
