package io.tillwatch.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A page that was away hears what it missed as fast as its line takes it, while more happens. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventCatchUpIT {
  private static final int MISSED = 1_500;

  private WebStore store;
  private Http reviewer;

  @BeforeAll
  void start(@TempDir Path dir) throws IOException {
    store = new WebStore("store-a", dir);
    reviewer = store.as(WebStore.REVIEWER);
  }

  @AfterAll
  void stop() {
    store.close();
  }

  @Test
  void catchesUpWithAThousandAndAHalf() throws Exception {
    String seen;
    try (EventReader before = EventReader.open(reviewer, "/api/v1/events", null)) {
      sell("FIRST");
      before.await("transaction", data -> customer(data).equals("FIRST"));
      seen = before.lastId();
    }
    sell(MISSED);
    sell("LAST");

    try (EventReader after = EventReader.open(reviewer, "/api/v1/events", seen)) {
      AtomicInteger heard = new AtomicInteger();
      after.await(
          "transaction",
          data -> {
            heard.incrementAndGet();
            return customer(data).equals("LAST");
          });

      assertThat(heard).hasValue(MISSED + 1);
      sell("LIVE");
      after.await("transaction", data -> customer(data).equals("LIVE"));
    }
  }

  private void sell(int times) throws InterruptedException {
    ExecutorService tills = Executors.newFixedThreadPool(8);
    for (int i = 0; i < times; i++) {
      String customer = "MISSED-" + i;
      tills.execute(() -> sell(customer));
    }
    tills.shutdown();
    assertThat(tills.awaitTermination(2, TimeUnit.MINUTES)).isTrue();
  }

  private void sell(String customer) {
    Http.Answer sold = store.as(WebStore.KIOSK).submit("/api/v1/sales", WebStore.sale(customer));
    assertThat(sold.status()).isEqualTo(201);
  }

  private static String customer(io.vertx.core.json.JsonObject data) {
    return String.valueOf(data.getJsonObject("transaction").getString("customerId"));
  }
}
