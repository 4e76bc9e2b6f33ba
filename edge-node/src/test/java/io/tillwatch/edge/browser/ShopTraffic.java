package io.tillwatch.edge.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.web.Http;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** One till that sells and takes back at a steady rate; a part of its returns raises alerts. */
final class ShopTraffic implements AutoCloseable {
  /** Of so many transactions one is a return that raises an alert. */
  private static final int ROUND = 10;

  private static final int TILLS = 8;
  private static final long LAST_ANSWER_SECONDS = 60;

  private final Http till;
  private final Map<String, Long> answered = new ConcurrentHashMap<>();
  private final AtomicInteger submitted = new AtomicInteger();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

  ShopTraffic(Http till) {
    this.till = till;
  }

  /** Raises so many alerts that stay open. */
  void raiseAlerts(int alerts) {
    for (int i = 0; i < alerts; i++) {
      String status = post("returns", suspicious("QUEUE_" + i)).getString("status");
      assertThat(status).isNotEqualTo("COMPLETED");
    }
  }

  /**
   * Brings so many things back that nobody sold: refused at once, and nobody waits for a decision.
   */
  void raiseRefusals(int alerts) {
    for (int i = 0; i < alerts; i++) {
      String unknown =
          suspicious("REFUSED_" + i)
              .replace("\"laneId\"", "\"receiptNumber\":\"NO-" + i + "\",\"laneId\"");
      assertThat(post("returns", unknown).getString("status")).isEqualTo("BLOCKED");
    }
  }

  /** Brings so many things back that rules without a block leave to a reviewer; gives the ids. */
  List<String> holds(String customers, int returns) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < returns; i++) {
      JsonObject held = post("returns", suspicious(customers + "_" + i));
      assertThat(held.getString("status")).isEqualTo("HELD");
      ids.add(held.getString("id"));
    }
    return ids;
  }

  /** Brings back what nobody sold, for a refund to that card; refused at once. */
  void bringsBackToCard(String token) {
    String toCard =
        suspicious("CARD_HOLDER")
            .replace("\"laneId\"", "\"receiptNumber\":\"NO-CARD\",\"laneId\"")
            .replace("{\"type\":\"CASH\"}", "{\"type\":\"CARD\",\"token\":\"" + token + "\"}");
    assertThat(post("returns", toCard).getString("status")).isEqualTo("BLOCKED");
  }

  /** Pays so many cheap things back that nobody sold, as credit of the store. */
  void takesBack(int returns) {
    for (int i = 0; i < returns; i++) {
      String cheap =
          sale("CREDIT_" + submitted.incrementAndGet())
              .replace("C-1", "C-7")
              .replace(
                  "\"tender\":{\"type\":\"CASH\"}", "\"refundTender\":{\"type\":\"STORE_CREDIT\"}");
      assertThat(post("returns", cheap).getString("status")).isEqualTo("COMPLETED");
    }
  }

  /** Sells so often, at several tills at once. */
  void sells(int sales) {
    atOnce(sales, i -> post("sales", sale("CALM_" + i)));
  }

  /** Does it for each number below that, several at once; fails with what failed first. */
  static void atOnce(int times, IntConsumer act) {
    ExecutorService tills = Executors.newFixedThreadPool(TILLS);
    try {
      CompletableFuture.allOf(
              IntStream.range(0, times)
                  .mapToObj(i -> CompletableFuture.runAsync(() -> act.accept(i), tills))
                  .toArray(CompletableFuture[]::new))
          .join();
    } finally {
      tills.shutdownNow();
    }
  }

  /** Goes on in the background, so many transactions a second, until it is closed. */
  void runs(int perSecond) {
    long nanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
    clock.scheduleAtFixedRate(this::next, 0, nanos, TimeUnit.NANOSECONDS);
  }

  /** When each transaction was answered, by its id, in milliseconds since 1970. */
  Map<String, Long> answered() {
    return Map.copyOf(answered);
  }

  /** How many of them were returns that raise an alert. */
  int returnsThatRan() {
    return submitted.get() / ROUND;
  }

  /** Ends when what is under way is answered: nothing happens behind it. */
  @Override
  public void close() {
    clock.shutdown();
    try {
      assertThat(clock.awaitTermination(LAST_ANSWER_SECONDS, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void next() {
    int number = submitted.incrementAndGet();
    if (number % ROUND == 0) {
      note(post("returns", suspicious("LIVE_" + number)));
    } else {
      note(post("sales", sale("CALM_" + number)));
    }
  }

  private void note(JsonObject transaction) {
    answered.put(transaction.getString("id"), System.currentTimeMillis());
  }

  private JsonObject post(String what, String body) {
    Http.Answer answer = till.submit("/api/v1/" + what, body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json().getJsonObject("transaction");
  }

  private static String sale(String customer) {
    return """
        {"laneId":"A-01","cashierId":"C-1","customerId":"%s","currency":"USD",
         "lines":[{"sku":"SHIRT_001","quantity":1,"unitPriceMinor":2999}],
         "tender":{"type":"CASH"}}"""
        .formatted(customer);
  }

  /** Dear goods, neither receipt nor photo, for cash. */
  private static String suspicious(String customer) {
    return """
        {"laneId":"A-01","cashierId":"C-1","customerId":"%s","currency":"USD",
         "lines":[{"sku":"LAPTOP_001","quantity":1,"unitPriceMinor":249999,"condition":"NEW"}],
         "refundTender":{"type":"CASH"}}"""
        .formatted(customer);
  }
}
