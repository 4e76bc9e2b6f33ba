package io.tillwatch.edge.web.api;

import io.tillwatch.core.alerts.AlertFilter;
import io.tillwatch.core.alerts.AlertQuery;
import io.tillwatch.core.alerts.AlertQuery.Order;
import io.tillwatch.core.alerts.AlertQuery.Place;
import io.tillwatch.core.ledger.FactPage;
import io.tillwatch.core.ledger.FactsQuery;
import io.tillwatch.core.ledger.LedgerQuery;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.web.answer.ListJson;
import io.tillwatch.edge.web.http.ApiResponse;
import io.tillwatch.edge.web.http.Cursor;
import io.vertx.core.Future;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of what raised alerts, in the order asked for, with the number of all that match. What
 * was answered to a till before is in it.
 */
final class QueueList<T> {
  private final Bus bus;
  private final String list;
  private final AlertFilter filter;
  private final Order order;
  private final int limit;

  /**
   * One page.
   *
   * @param list the list's name in cursors
   */
  QueueList(Bus bus, String list, AlertFilter filter, Order order, int limit) {
    this.bus = bus;
    this.list = list + "?" + order;
    this.filter = filter;
    this.order = order;
    this.limit = limit;
  }

  /**
   * The page from this cursor on.
   *
   * @param cursor as the caller sent it; null for the first page
   * @param shown a fact as an item; empty where it is none
   */
  Future<ApiResponse> from(
      @Nullable String cursor, Function<StoredFact, Optional<Future<T>>> shown) {
    Place after = place(Cursor.read(list, cursor));
    AlertQuery query = new AlertQuery(filter, order, after, limit);
    return bus.ask(Channels.READ_BARRIER, LedgerQuery.READ_BARRIER)
        .compose(told -> bus.ask(Channels.ALERTS, query))
        .compose(
            page -> facts(page).compose(facts -> items(facts, shown)).map(each -> body(each, page)))
        .map(body -> ApiResponse.json(200, body));
  }

  private Future<FactPage> facts(AlertQuery.Page page) {
    List<String> ids = page.places().stream().map(Place::factId).toList();
    return ids.isEmpty()
        ? Future.succeededFuture(new FactPage(List.of(), null))
        : bus.ask(Channels.BROWSE_FACTS, new FactsQuery(ids, true));
  }

  private Future<List<T>> items(FactPage page, Function<StoredFact, Optional<Future<T>>> shown) {
    List<Future<T>> items = page.facts().stream().map(shown).flatMap(Optional::stream).toList();
    return Future.all(items).map(all -> all.list());
  }

  private ListJson.Counted<T> body(List<T> items, AlertQuery.Page page) {
    Place last = page.more() ? page.places().get(page.places().size() - 1) : null;
    return new ListJson.Counted<>(
        items,
        last == null ? null : Cursor.behind(list, text(last)),
        page.complete() ? page.total() : null);
  }

  private static String text(Place place) {
    return place.weight() + " " + place.at() + " " + place.factId();
  }

  private static @Nullable Place place(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String[] parts = text.split(" ", 3);
    try {
      return new Place(Long.parseLong(parts[0]), Instant.parse(parts[1]), parts[2]);
    } catch (NumberFormatException | DateTimeException | ArrayIndexOutOfBoundsException e) {
      throw Cursor.invalid();
    }
  }
}
