package io.tillwatch.edge.facts;

import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.ledger.FactsQuery;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.edge.async.RetryQueue;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Checks receipts by all facts that are known of them: at once or soon, and again where that
 * failed. For one event loop.
 */
public final class ReceiptChecks {
  private final Bus bus;
  private final RetryQueue retries;
  private final Predicate<PostedReturn> concerned;
  private final BiFunction<String, List<StoredFact>, Future<?>> check;

  /**
   * Nothing is to be checked yet.
   *
   * @param whenItFails what the log says of the first failure of a check
   * @param concerned whether a return, once it is paid, asks for a check; it names a receipt then
   * @param check checks a receipt, by its number and all facts of it
   */
  public ReceiptChecks(
      Bus bus,
      String whenItFails,
      Predicate<PostedReturn> concerned,
      BiFunction<String, List<StoredFact>, Future<?>> check) {
    this.bus = bus;
    this.retries = new RetryQueue(whenItFails);
    this.concerned = concerned;
    this.check = check;
  }

  /** Checks a receipt at once. */
  public void now(String receipt) {
    retries.attempt(receipt, () -> check(receipt));
  }

  /** Checks a receipt with the next {@link #retry()}. */
  public void soon(String receipt) {
    retries.add(receipt, () -> check(receipt));
  }

  /** Checks the receipt of a held return that was decided to be paid. */
  public void decided(String returnId) {
    retries.attempt(
        returnId,
        () ->
            bus.ask(Channels.FACTS, new FactsQuery(List.of(returnId), false))
                .onSuccess(page -> forReceipts(page.facts(), this::now)));
  }

  /**
   * Takes up every receipt that some store refunded on its own word: this node may have stopped
   * between hearing of one and checking it.
   *
   * @param take {@link #now} or {@link #soon}
   */
  public void standIns(Consumer<String> take) {
    retries.attempt(
        "all stand-ins",
        () ->
            FactPages.all(bus, Indexes.STAND_IN, false)
                .onSuccess(facts -> forReceipts(facts, take)));
  }

  /** Goes on with what is due; to be called from time to time. */
  public void retry() {
    retries.retry();
  }

  private void forReceipts(List<StoredFact> facts, Consumer<String> take) {
    facts.stream()
        .map(StoredFact::fact)
        .filter(fact -> fact instanceof PostedReturn refund && concerned.test(refund))
        .map(fact -> ((PostedReturn) fact).refund().namedReceipt())
        .distinct()
        .forEach(take);
  }

  private Future<?> check(String receipt) {
    return FactPages.all(bus, Indexes.receipt(receipt), true)
        .compose(facts -> check.apply(receipt, facts));
  }
}
