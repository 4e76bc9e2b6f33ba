package io.tillwatch.edge.web.api;

import io.tillwatch.core.alerts.AlertFilter;
import io.tillwatch.core.alerts.AlertQuery.Order;
import io.tillwatch.core.alerts.TransactionFilter;
import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.TransactionView;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.retail.CardFingerprints;
import io.tillwatch.core.search.Cut;
import io.tillwatch.core.search.TransactionQuery;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.config.keys.Role;
import io.tillwatch.edge.web.answer.transactions.TransactionItemJson;
import io.tillwatch.edge.web.http.ApiRequest;
import io.tillwatch.edge.web.http.ApiResponse;
import io.tillwatch.edge.web.http.Query;
import io.tillwatch.edge.web.problem.Problem;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Lists of transactions: what waits or was refused from the queue, what is asked for by who and
 * what is in it from the index in memory, and all others from the ledger.
 */
final class TransactionLists {
  private enum Type {
    SALE,
    RETURN
  }

  /**
   * What is asked for.
   *
   * @param receipt of this receipt alone, or null
   */
  private record Wanted(
      TransactionFilter filter,
      Posted.@Nullable Status status,
      @Nullable String reference,
      @Nullable String receipt,
      @Nullable Order order,
      int limit,
      @Nullable String cursor) {

    static Wanted read(Query query) {
      Type type = query.choice("type", Type.class);
      Wanted wanted =
          new Wanted(
              ListQueries.transactions(query, type == null ? null : type == Type.SALE),
              query.choice("status", Posted.Status.class),
              query.reference("reference"),
              query.text("receiptNumber"),
              query.choice("order", Order.class),
              query.limit(),
              query.text("cursor"));
      boolean byWeight = wanted.order == Order.RISK || wanted.order == Order.AMOUNT;
      if (byWeight && !wanted.isQueued()) {
        query.wrong("order", "may be " + wanted.order + " only with status HELD or BLOCKED");
      }
      query.done();
      return wanted;
    }

    boolean asksByMore() {
      return receipt != null || !filter.equals(TransactionFilter.ofKind(filter.sale()));
    }

    boolean isQueued() {
      boolean waits = status != null && status != Posted.Status.COMPLETED;
      return waits && reference == null && receipt == null;
    }

    boolean isIndexed() {
      return reference == null && !isAll();
    }

    /** Of all the ledger has its pages at hand, however many lie before them. */
    boolean isAll() {
      boolean any = filter.equals(TransactionFilter.ANY) && status == null;
      return any && reference == null && receipt == null;
    }

    boolean isOldestFirst() {
      return order == Order.OLDEST;
    }

    boolean matches(TransactionView view, CardFingerprints cards) {
      return filter.matches(view.posted(), cards)
          && (status == null || status == view.status())
          && (reference == null || reference.equals(view.posted().reference()));
    }

    String index() {
      if (reference != null) {
        return Indexes.reference(reference);
      }
      if (receipt != null) {
        return Indexes.receipt(receipt);
      }
      String customer = filter.parties().customerId();
      return customer == null ? Indexes.TRANSACTIONS : Indexes.customer(customer);
    }
  }

  private final Bus bus;
  private final CardFingerprints cards;
  private final BiFunction<ApiRequest, TransactionView, TransactionItemJson> shown;

  /**
   * Lists.
   *
   * @param cards by which cards are named
   * @param shown a transaction as who asks may see it
   */
  TransactionLists(
      Bus bus,
      CardFingerprints cards,
      BiFunction<ApiRequest, TransactionView, TransactionItemJson> shown) {
    this.bus = bus;
    this.cards = cards;
    this.shown = shown;
  }

  Future<ApiResponse> list(ApiRequest request) {
    Wanted wanted = Wanted.read(request.query());
    if (wanted.reference() == null && request.caller().role() == Role.KIOSK) {
      throw Problem.of(403, "FORBIDDEN", "a kiosk reads one transaction, by its reference")
          .exception();
    }
    // whether one is found would tell what its answer leaves away
    if (wanted.asksByMore()) {
      request.caller().checkStaff("to ask by more than the reference");
    }
    if (wanted.isQueued()) {
      return queued(request, wanted);
    }
    return wanted.isIndexed() ? indexed(request, wanted) : ledger(request, wanted);
  }

  private Future<ApiResponse> queued(ApiRequest request, Wanted wanted) {
    return new QueueList<TransactionItemJson>(
            bus,
            Indexes.TRANSACTIONS + wanted.status(),
            new AlertFilter(wanted.filter(), null, null, wanted.status()),
            wanted.order() == null ? Order.NEWEST : wanted.order(),
            wanted.limit())
        .from(wanted.cursor(), fact -> item(request, fact));
  }

  private Future<ApiResponse> ledger(ApiRequest request, Wanted wanted) {
    FactList<TransactionItemJson> list =
        new FactList<>(
            bus,
            wanted.index(),
            wanted.isOldestFirst(),
            wanted.limit(),
            fact ->
                TransactionView.of(fact)
                    .filter(view -> wanted.matches(view, cards))
                    .flatMap(view -> item(request, fact)));
    return wanted.isAll()
        ? IndexList.all(bus).compose(total -> list.counted(total).from(wanted.cursor()))
        : list.from(wanted.cursor());
  }

  private Future<ApiResponse> indexed(ApiRequest request, Wanted wanted) {
    IndexList<TransactionItemJson> list =
        new IndexList<>(bus, wanted.index(), wanted.isOldestFirst(), fact -> item(request, fact));
    TransactionQuery listing =
        new TransactionQuery(
            wanted.filter(),
            Cut.ANY,
            wanted.status(),
            wanted.receipt(),
            wanted.isOldestFirst(),
            list.seen(wanted.cursor()),
            wanted.limit());
    return list.page(listing, () -> ledger(request, wanted));
  }

  private Optional<Future<TransactionItemJson>> item(ApiRequest request, StoredFact fact) {
    return TransactionView.of(fact)
        .map(view -> shown.apply(request, view))
        .map(Future::succeededFuture);
  }
}
