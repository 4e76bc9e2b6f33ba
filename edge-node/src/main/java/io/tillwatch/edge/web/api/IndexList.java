package io.tillwatch.edge.web.api;

import io.tillwatch.core.ledger.FactsQuery;
import io.tillwatch.core.ledger.LedgerQuery;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.search.TransactionQuery;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.web.answer.ListJson;
import io.tillwatch.edge.web.http.ApiResponse;
import io.tillwatch.edge.web.http.Cursor;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One page of transactions by the index in memory, with the number of all that match. Where the
 * index lacks anything, the ledger is read: its cursors are the same.
 */
public final class IndexList<T> {
  private final Bus bus;
  private final String list;
  private final Function<StoredFact, Optional<Future<T>>> shown;

  /**
   * One page.
   *
   * @param index of the ledger in which they are
   * @param shown a fact as an item; empty where it is none
   */
  public IndexList(
      Bus bus, String index, boolean oldestFirst, Function<StoredFact, Optional<Future<T>>> shown) {
    this.bus = bus;
    this.list = FactList.name(index, oldestFirst);
    this.shown = shown;
  }

  /** The fact behind which a page begins; null for the first page. */
  public @Nullable String seen(@Nullable String cursor) {
    return Cursor.read(list, cursor);
  }

  /**
   * The page asked for.
   *
   * @param ledger reads the same of the ledger
   */
  public Future<ApiResponse> page(TransactionQuery listing, Supplier<Future<ApiResponse>> ledger) {
    return bus.ask(Channels.READ_BARRIER, LedgerQuery.READ_BARRIER)
        .compose(told -> bus.ask(Channels.TRANSACTIONS, listing))
        .compose(page -> page.complete() ? page(page) : ledger.get());
  }

  /** How many transactions there are; null while the index lacks anything. */
  static Future<@Nullable Integer> all(Bus bus) {
    return bus.ask(Channels.READ_BARRIER, LedgerQuery.READ_BARRIER)
        .compose(told -> bus.ask(Channels.TRANSACTIONS, TransactionQuery.ALL))
        .map(page -> page.complete() ? page.total() : null);
  }

  private Future<ApiResponse> page(TransactionQuery.Page page) {
    if (!page.known()) {
      throw Cursor.invalid();
    }
    List<String> ids = page.ids();
    String next = page.more() ? Cursor.behind(list, ids.get(ids.size() - 1)) : null;
    return facts(ids)
        .compose(facts -> Future.all(facts.stream().map(shown).flatMap(Optional::stream).toList()))
        .map(items -> new ListJson.Counted<>(items.list(), next, page.total()))
        .map(body -> ApiResponse.json(200, body));
  }

  private Future<List<StoredFact>> facts(List<String> ids) {
    return ids.isEmpty()
        ? Future.succeededFuture(List.of())
        : bus.ask(Channels.BROWSE_FACTS, new FactsQuery(ids, true)).map(page -> page.facts());
  }
}
