package io.tillwatch.edge.web;

import io.tillwatch.edge.web.Http.Answer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Tills of several stores that sell and take back without a break, one request after another. */
final class ShopLoad implements AutoCloseable {
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final AtomicInteger answered = new AtomicInteger();
  private final Queue<String> failed = new ConcurrentLinkedQueue<>();
  private final ExecutorService tills;

  /** Starts one till at each of these nodes. */
  ShopLoad(Http... kiosks) {
    tills = Executors.newFixedThreadPool(kiosks.length);
    for (int till = 0; till < kiosks.length; till++) {
      Http kiosk = kiosks[till];
      String name = "T" + till;
      tills.execute(() -> serve(kiosk, name));
    }
  }

  int answered() {
    return answered.get();
  }

  /** Every answer that was not a business answer. */
  List<String> failed() {
    return List.copyOf(failed);
  }

  void stop() {
    stopped.set(true);
    tills.shutdown();
    try {
      if (!tills.awaitTermination(30, TimeUnit.SECONDS)) {
        failed.add("a till had no answer for 30 s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop();
  }

  private void serve(Http kiosk, String till) {
    for (int visit = 0; !stopped.get(); visit++) {
      String customer = till + "-" + visit;
      JsonObject sold = submit(kiosk, "/api/v1/sales", sale(till, customer));
      if (sold != null) {
        String receipt = sold.getJsonObject("transaction").getString("receiptNumber");
        submit(kiosk, "/api/v1/returns", refund(till, customer, receipt));
      }
    }
  }

  private JsonObject submit(Http kiosk, String path, String body) {
    try {
      Answer answer = kiosk.submit(path, body);
      if (answer.status() == 201) {
        answered.incrementAndGet();
        return answer.json();
      }
      failed.add(path + " " + answer.status() + " " + answer.body());
    } catch (RuntimeException e) {
      failed.add(path + " " + e);
    }
    return null;
  }

  private static String sale(String till, String customer) {
    return """
        {"laneId":"%s","customerId":"%s","currency":"USD",
         "lines":[{"sku":"SHIRT_001","quantity":1,"unitPriceMinor":2999}],"tender":{"type":"CASH"}}"""
        .formatted(till, customer);
  }

  private static String refund(String till, String customer, String receipt) {
    return """
        {"laneId":"%s","customerId":"%s","currency":"USD","receiptNumber":"%s",
         "lines":[{"sku":"SHIRT_001","quantity":1,"unitPriceMinor":2999,"condition":"NEW"}],
         "refundTender":{"type":"CASH"}}"""
        .formatted(till, customer, receipt);
  }
}
