package io.tillwatch.edge.proof;

import io.tillwatch.edge.proof.Till.Answer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Staff of one store: sell, take back, approve and pay out, send a request again until it is
 * answered, and tell the checker every answer.
 */
final class StoreStaff {
  private static final Duration RETRY = Duration.ofMillis(100);
  private static final int CREATED = 201;
  private static final int OK = 200;
  private static final int SERVER_ERROR = 500;
  private static final int CONFLICT = 409;
  private static final AtomicInteger REQUESTS = new AtomicInteger();

  /** An article and its price, of the shipped catalogue. */
  enum Article {
    SHIRT_001(2_999),
    SHIRT_002(8_999),
    JACKET_001(29_999);

    private final int price;

    Article(int price) {
      this.price = price;
    }

    /** Of one unit, in minor units. */
    int price() {
      return price;
    }
  }

  private final NodeProcess node;
  private final HistoryChecker checker;
  private final Duration patience;

  /**
   * Staff who send a request again for so long.
   *
   * @param patience how long a request is sent again; 0: never
   */
  StoreStaff(NodeProcess node, HistoryChecker checker, Duration patience) {
    this.node = node;
    this.checker = checker;
    this.patience = patience;
  }

  String store() {
    return node.store();
  }

  NodeProcess node() {
    return node;
  }

  /** Sells units of an article; empty where nobody answered in time. */
  Optional<Answer> sell(Article article, int units) {
    String customer = "CU-" + REQUESTS.incrementAndGet();
    String body =
        """
        {"laneId":"L-01","cashierId":"C-17","customerId":"%s","currency":"USD",
         "lines":[{"sku":"%s","quantity":%d,"unitPriceMinor":%d}],"tender":{"type":"CASH"}}
        """
            .formatted(customer, article, units, article.price);
    Optional<Answer> answer = posted("/api/v1/sales", "kiosk", "sale-" + customer, body);
    answer
        .filter(sold -> sold.status() == CREATED)
        .ifPresent(sold -> checker.acknowledged(store(), customer, sold.transactionId()));
    return answer;
  }

  /** Asks for the refund of one unit at its price. */
  Optional<Answer> takeBack(String written, Article article) {
    return takeBack(written, article, 1, article.price, null);
  }

  /**
   * Asks for a refund.
   *
   * @param written the receipt's number, as somebody spells it
   * @param price of a unit, as somebody says that it was
   * @param retryOf the return that this one repeats, or null
   */
  Optional<Answer> takeBack(
      String written, Article article, int units, long price, String retryOf) {
    String customer = "CU-" + REQUESTS.incrementAndGet();
    String body =
        """
        {"laneId":"L-02","cashierId":"C-21","customerId":"%s","currency":"USD",
         "receiptNumber":"%s",%s
         "lines":[{"sku":"%s","quantity":%d,"unitPriceMinor":%d,"condition":"NEW"}],
         "refundTender":{"type":"CASH"},"reason":"CHANGED_MIND"}
        """
            .formatted(
                customer,
                written,
                retryOf == null ? "" : "\"retryOf\":\"" + retryOf + "\",",
                article,
                units,
                price);
    Optional<Answer> answer = posted("/api/v1/returns", "kiosk", "back-" + customer, body);
    answer
        .filter(back -> back.status() == CREATED)
        .ifPresent(
            back ->
                checker.acknowledged(
                    store(), customer + " returns to " + store(), back.transactionId()));
    return answer;
  }

  /** A reviewer approves a held return. */
  Optional<Answer> approve(String transactionId) {
    long since = System.nanoTime();
    Optional<Answer> answer =
        answered(
            () ->
                till()
                    .post(
                        "/api/v1/transactions/" + transactionId + "/decision",
                        "reviewer",
                        "approve-" + transactionId,
                        "{\"outcome\":\"APPROVE\",\"note\":\"goods are here\"}"));
    if (answer.isPresent() && answer.get().status() == OK) {
      checker.tills().approved(transactionId, since);
    }
    return answer;
  }

  /** A lane pays what was decided meanwhile, each time another one. */
  Optional<Answer> payOut(String transactionId) {
    String body =
        "{\"laneId\":\"L-02\",\"cashierId\":\"C-%d\"}".formatted(REQUESTS.incrementAndGet());
    Optional<Answer> answer =
        answered(
            () ->
                till()
                    .post(
                        "/api/v1/transactions/" + transactionId + "/payout",
                        "kiosk",
                        "pay-" + transactionId,
                        body));
    if (answer.isPresent() && answer.get().status() == OK) {
      checker.tills().paidOut(transactionId);
    }
    return answer;
  }

  private Till till() {
    return new Till(node);
  }

  private Optional<Answer> posted(String path, String role, String key, String body) {
    long since = System.nanoTime();
    Optional<Answer> answer = answered(() -> till().post(path, role, key, body));
    answer
        .filter(told -> told.status() == CREATED)
        .ifPresent(told -> checker.tills().told(since, told.body()));
    return answer;
  }

  /** Sends a request, under its one key, until somebody settles it. */
  private Optional<Answer> answered(Supplier<Optional<Answer>> request) {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      Optional<Answer> answer = request.get();
      boolean settled = answer.isPresent() && isSettled(answer.get());
      if (settled || System.nanoTime() > end) {
        return settled ? answer : Optional.empty();
      }
      LockSupport.parkNanos(RETRY.toNanos());
    }
  }

  private static boolean isSettled(Answer answer) {
    return answer.status() < SERVER_ERROR
        && !(answer.status() == CONFLICT
            && answer.body().path("code").asText().equals("IDEMPOTENCY_IN_PROGRESS"));
  }
}
