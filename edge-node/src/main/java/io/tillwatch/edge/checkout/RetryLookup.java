package io.tillwatch.edge.checkout;

import io.tillwatch.core.checkout.Posted.Status;
import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.checkout.Refusal;
import io.tillwatch.core.checkout.Refusal.Code;
import io.tillwatch.core.checkout.RetryRule;
import io.tillwatch.core.checkout.ReturnRequest;
import io.tillwatch.core.checkout.TransactionView;
import io.tillwatch.core.ledger.FactsQuery;
import io.tillwatch.core.retail.ReceiptNumber;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Finds the try that a return says it repeats, and sees that it may. */
final class RetryLookup {

  /** What was found. */
  sealed interface Found {}

  /** The try whose place and right the return may take. */
  record Held(PostedReturn earlier) implements Found {}

  /** The return names no earlier try, or none that is held any more. */
  record NoneHeld() implements Found {}

  /** The return cannot repeat what it names. */
  record NotPossible(Refusal refusal) implements Found {}

  private final Bus bus;

  RetryLookup(Bus bus) {
    this.bus = bus;
  }

  /** Reads the try that a request names, as it stands now. */
  Future<Found> of(ReturnRequest request) {
    return request.retryOf() == null
        ? Future.succeededFuture(new NoneHeld())
        : find(request.retryOf()).compose(named -> check(request, named));
  }

  private Future<Found> check(ReturnRequest request, @Nullable TransactionView named) {
    if (named == null || !(named.posted() instanceof PostedReturn earlier)) {
      return refuse(
          Code.UNKNOWN_TRANSACTION,
          "no return " + request.retryOf() + " was answered by this store");
    }
    if (!earlier.refund().storeId().equals(bus.self().value())) {
      return impossible("it was answered by " + earlier.refund().storeId() + ", not by this store");
    }
    if (!ReceiptNumber.same(earlier.refund().receiptNumber(), request.receiptNumber())) {
      return impossible(
          "it was of receipt "
              + earlier.refund().receiptNumber()
              + ", this return is of "
              + request.receiptNumber());
    }
    if (named.status() == Status.COMPLETED) {
      return impossible("it is paid");
    }
    return held(named, earlier, 1).map(held -> held == null ? new NoneHeld() : new Held(held));
  }

  /** A refused try leaves the one before it held: that one is what is repeated. */
  private Future<PostedReturn> held(TransactionView view, PostedReturn tried, int tries) {
    if (view.status() == Status.HELD) {
      return Future.succeededFuture(tried);
    }
    String named = tried.refund().retryOf();
    if (tried.status() != Status.BLOCKED || named == null || tries >= RetryRule.MOST_TRIES) {
      return Future.succeededFuture();
    }
    return find(named)
        .compose(
            before ->
                before != null
                        && before.posted() instanceof PostedReturn earlier
                        && RetryRule.isSameVisit(tried.refund(), earlier.refund())
                    ? held(before, earlier, tries + 1)
                    : Future.succeededFuture());
  }

  private Future<TransactionView> find(String id) {
    return bus.ask(Channels.FACTS, FactsQuery.one(id))
        .map(page -> page.facts().stream().findFirst().flatMap(TransactionView::of).orElse(null));
  }

  private static Future<Found> impossible(String why) {
    return refuse(
        Code.RETRY_NOT_POSSIBLE,
        "retryOf names a return that was held or refused in this store, of the same receipt; "
            + why
            + "; leave retryOf out");
  }

  private static Future<Found> refuse(Code code, String detail) {
    return Future.succeededFuture(new NotPossible(new Refusal(code, "/retryOf", detail)));
  }
}
