package io.tillwatch.edge.web.api;

import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.checkout.PostedSale;
import io.tillwatch.core.checkout.ReceiptQuery;
import io.tillwatch.core.checkout.RepeatedReturn;
import io.tillwatch.core.checkout.ReturnRequest;
import io.tillwatch.core.photos.Erasure;
import io.tillwatch.core.retail.Tender;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.web.access.Caller;
import io.tillwatch.edge.web.access.Page;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/**
 * Completes a return that a kiosk's page repeats: the page recalls it by its reference and is not
 * told whose it is. Who sends a key says everything anew.
 */
final class RepeatedReturns {
  private final Bus bus;
  private final FactClient facts;

  RepeatedReturns(Bus bus) {
    this.bus = bus;
    this.facts = new FactClient(bus);
  }

  /** The return with what the page could not say, as the try that it names said it. */
  Future<ReturnRequest> completed(Caller caller, ReturnRequest said) {
    String earlier = said.retryOf();
    if (caller.page() != Page.KIOSK || earlier == null) {
      return Future.succeededFuture(said);
    }
    return facts
        .transaction(earlier)
        .compose(
            found ->
                found.isPresent() && found.get().posted() instanceof PostedReturn before
                    ? completed(said, before)
                    : Future.succeededFuture(said));
  }

  private Future<ReturnRequest> completed(ReturnRequest said, PostedReturn before) {
    return paid(before.refund().receiptNumber())
        .map(paid -> RepeatedReturn.completed(said, before, paid))
        .compose(completed -> withKeptPhoto(said, completed));
  }

  private Future<@Nullable Tender> paid(@Nullable String receipt) {
    if (receipt == null) {
      return Future.succeededFuture();
    }
    return bus.ask(Channels.RECEIPT, new ReceiptQuery(receipt))
        .map(
            view -> {
              PostedSale sale = view.sale();
              return sale == null ? null : sale.sale().tender();
            });
  }

  /** A photo that was erased meanwhile is not said again. */
  private Future<ReturnRequest> withKeptPhoto(ReturnRequest said, ReturnRequest completed) {
    String photo = completed.photoId();
    if (photo == null || photo.equals(said.photoId())) {
      return Future.succeededFuture(completed);
    }
    return facts
        .fact(photo)
        .map(
            found ->
                found.filter(stored -> !Erasure.covers(stored)).isPresent()
                    ? completed
                    : RepeatedReturn.withoutPhoto(completed));
  }
}
