package io.tillwatch.tools.bench;

import static io.tillwatch.edge.support.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tills beside a server that answers at once. */
class HttpLoadTest {
  private static final int CONNECTIONS = 4;

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger closed = new AtomicInteger();

  @AfterEach
  void close() {
    await(vertx.close());
  }

  private int server(int status) {
    HttpServer server =
        vertx
            .createHttpServer()
            .connectionHandler(made -> made.closeHandler(end -> closed.incrementAndGet()))
            .requestHandler(request -> request.response().setStatusCode(status).end("{}"));
    return await(server.listen(0, "127.0.0.1")).actualPort();
  }

  @Test
  void keepsEachConnectionHoweverOftenMemoryIsCollected() {
    try (HttpLoad load = new HttpLoad(server(201), "key", CONNECTIONS)) {
      for (int i = 0; i < 2; i++) {
        System.gc();
        load.sell(1);
      }
      assertThat(closed).hasValue(0);
      HttpLoad.Result result = load.sell(1);
      assertThat(result.perSecond()).isPositive();
      assertThat(result.refused()).isZero();
      assertThat(result.latency().p50()).isPositive();
    }
  }

  @Test
  void countsAnswersThatSellNothing() {
    try (HttpLoad load = new HttpLoad(server(429), "key", CONNECTIONS)) {
      HttpLoad.Result result = load.sell(1);

      assertThat(result.refused()).isPositive();
    }
  }
}
