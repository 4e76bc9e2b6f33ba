package io.tillwatch.edge.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.config.keys.Role;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.web.RawHttp;
import io.tillwatch.edge.web.access.Caller;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A page that takes events up slower than they come, over a real line. */
class EventClientTest {
  private record Text(String text) {}

  private static final String KIB = "x".repeat(1024);

  private final Vertx vertx = Vertx.vertx();
  private final EventRing ring = new EventRing("boot", 2_000);
  private final AtomicReference<EventClient> client = new AtomicReference<>();
  private final AtomicReference<Context> loop = new AtomicReference<>();
  private HttpServer server;

  @BeforeEach
  void listen() throws Exception {
    server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  loop.set(vertx.getOrCreateContext());
                  client.set(
                      new EventClient(
                          vertx,
                          request.response().setChunked(true),
                          ring,
                          new Caller("reviewer-1", Role.REVIEWER, "reviewer-1", null, null),
                          null,
                          0));
                })
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
  }

  @AfterEach
  void close() {
    vertx.close();
  }

  @Test
  void tellsAPageThatDoesNotReadNothingTwiceAndNothingLess() throws Exception {
    try (RawHttp page = open()) {
      onLoop(() -> add(10_000));
      onLoop(client.get()::flow);
      onLoop(() -> add(10_000));
      onLoop(client.get()::flow);

      StringBuilder heard = new StringBuilder();
      while (heard.indexOf("id: boot-20000\n") < 0) {
        heard.append(page.line()).append('\n');
      }

      // the line held some, the ring forgot the rest, the page was told so
      assertThat(heard.indexOf("event: reset")).isPositive();
      String[] ids =
          heard.toString().lines().filter(each -> each.startsWith("id: ")).toArray(String[]::new);
      assertThat(ids).doesNotHaveDuplicates();
      assertThat(ids.length).isLessThan(20_000);
    }
  }

  private RawHttp open() throws IOException {
    RawHttp page = new RawHttp("http://127.0.0.1:" + server.actualPort());
    page.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    Await.until("the page listens", Duration.ofSeconds(10), () -> client.get() != null);
    return page;
  }

  private void add(int count) {
    for (int i = 0; i < count; i++) {
      ring.add("stats", () -> new Text(KIB), null);
    }
  }

  private void onLoop(Runnable work) throws Exception {
    CompletableFuture<Void> done = new CompletableFuture<>();
    loop.get()
        .runOnContext(
            turn -> {
              work.run();
              done.complete(null);
            });
    done.get(10, TimeUnit.SECONDS);
  }
}
