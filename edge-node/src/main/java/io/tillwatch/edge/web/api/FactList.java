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

  /** Of a cursor of a list with others: the last fact seen, and the last place. */
  private static final int PARTS = 3;

  private final Bus bus;
  private final String index;
  private final boolean oldestFirst;
  private final int limit;
  private final Function<StoredFact, Optional<Future<T>>> shown;
  private final List<Future<T>> items = new ArrayList<>();
  private int pagesLeft = MAX_PAGES;
  private boolean counted;
  private @Nullable Integer total;
  private @Nullable List<Other<T>> others;
  private Place last = new Place(Long.MAX_VALUE, "");
  private int given;

  /** An item that is in no index of the ledger. */
  public record Other<T>(Place place, Future<T> item) {}

  /**
   * A place in a list, latest first.
   *
   * @param at when it happened, milliseconds since 1970
   * @param id tells apart what happened at once; empty for what is in the index
   */
  public record Place(long at, String id) implements Comparable<Place> {
    private static final Comparator<Place> LATEST_FIRST =
        Comparator.comparingLong(Place::at).reversed().thenComparing(Place::id);

    @Override
    public int compareTo(Place other) {
      return LATEST_FIRST.compare(this, other);
    }
  }

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
   * With items that are in no index: each has its place among the others by its time.
   *
   * @param all latest first, of a list that is so too
   */
  public FactList<T> among(List<Other<T>> all) {
    others = all;
    return this;
  }

  /**
   * The page from this cursor on.
   *
   * @param cursor as the caller sent it; null for the first page
   */
  public Future<ApiResponse> from(@Nullable String cursor) {
    String item = Cursor.read(list(), cursor);
    return behind(item == null || others == null ? item : goOn(item, others));
  }

  /** Goes on where a page with others ended. */
  private @Nullable String goOn(String item, List<Other<T>> among) {
    String[] parts = item.split("\n", -1);
    if (parts.length != PARTS) {
      throw Cursor.invalid();
    }
    try {
      last = new Place(Long.parseLong(parts[1]), parts[2]);
    } catch (NumberFormatException e) {
      throw Cursor.invalid();
    }
    while (given < among.size() && among.get(given).place().compareTo(last) <= 0) {
      given++;
    }
    return parts[0].isEmpty() ? null : parts[0];
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
      Place here = new Place(fact.op().atMillis(), "");
      takeOthers(here);
      if (items.size() == limit) {
        return reply(seen);
      }
      shown.apply(fact).ifPresent(items::add);
      seen = fact.op().factId();
      last = here;
    }
    if (page.nextCursor() == null) {
      takeOthers(null);
      return isOtherLeft(null) ? reply(seen) : answer(null);
    }
    pagesLeft--;
    return items.size() == limit || pagesLeft == 0
        ? reply(page.nextCursor())
        : behind(page.nextCursor());
  }

  /** Takes those before a place, or all that are left, while there is room. */
  private void takeOthers(@Nullable Place place) {
    while (others != null && items.size() < limit && isOtherLeft(place)) {
      Other<T> other = others.get(given++);
      items.add(other.item());
      last = other.place();
    }
  }

  private boolean isOtherLeft(@Nullable Place before) {
    return others != null
        && given < others.size()
        && (before == null || others.get(given).place().compareTo(before) < 0);
  }

  private Future<ApiResponse> reply(@Nullable String seen) {
    if (others == null) {
      return answer(seen == null ? null : Cursor.behind(list(), seen));
    }
    String fact = seen == null ? "" : seen;
    return answer(Cursor.behind(list(), fact + "\n" + last.at() + "\n" + last.id()));
  }

  private Future<ApiResponse> answer(@Nullable String cursor) {
    return Future.all(items)
        .map(
            all ->
                counted
                    ? new ListJson.Counted<>(all.<T>list(), cursor, total)
                    : new ListJson<>(all.<T>list(), cursor))
        .map(body -> ApiResponse.json(200, body));
  }

  private static Future<FactPage> refusedCursor(Throwable failure) {
    return Future.failedFuture(
        failure instanceof IllegalArgumentException ? Cursor.invalid() : failure);
  }
}
