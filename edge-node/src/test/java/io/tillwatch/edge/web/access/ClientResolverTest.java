package io.tillwatch.edge.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.config.AddressRange;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom a request comes from, by its connection and by what proxies say. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientResolverTest {
  private static final ClientResolver BEHIND_PROXIES =
      new ClientResolver(
          List.of(new AddressRange("127.0.0.1"), new AddressRange("10.0.0.0/8")), true);

  private final Vertx vertx = Vertx.vertx();
  private volatile Function<HttpServerRequest, Client> clients = BEHIND_PROXIES::of;
  private HttpServer server;

  @BeforeAll
  void listen() throws Exception {
    server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  Client client = clients.apply(request);
                  request
                      .response()
                      .end(client.address() + " " + client.local() + " " + client.https());
                })
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
  }

  @AfterAll
  void close() {
    vertx.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "X-Forwarded-For: 203.0.113.7                       | 203.0.113.7",
        "X-Forwarded-For: 198.51.100.1, 203.0.113.7         | 203.0.113.7",
        "X-Forwarded-For: 203.0.113.7, 10.1.2.3             | 203.0.113.7",
        "X-Forwarded-For: 1.1.1.1, nonsense, 10.1.2.3       | 10.1.2.3",
        "X-Forwarded-For: 203.0.113.7:4711                  | 203.0.113.7",
        "X-Forwarded-For: [2001:db8::7]:4711                | 2001:db8::7",
        "X-Forwarded-For: evil.example                      | 127.0.0.1",
        "Forwarded: for=198.51.100.1, for=\"[2001:db8::9]\" | 2001:db8::9",
        "X-Other: 203.0.113.7                               | 127.0.0.1"
      })
  void takesTheRightmostAddressThatIsNoTrustedProxy(String header, String address)
      throws Exception {
    clients = BEHIND_PROXIES::of;

    assertThat(ask(header)).isEqualTo(address + " false false");
  }

  @Test
  void believesNobodyElseAndTrustsNoLoopbackThatSpeaksForSomebody() throws Exception {
    clients = ClientResolver.direct()::of;

    assertThat(ask("X-Other: 1")).isEqualTo("127.0.0.1 true false");
    assertThat(ask("X-Forwarded-For: 203.0.113.7")).isEqualTo("127.0.0.1 false false");
    assertThat(ask("X-Real-IP: 203.0.113.7")).isEqualTo("127.0.0.1 false false");
    assertThat(ask("Forwarded: for=203.0.113.7")).isEqualTo("127.0.0.1 false false");
    assertThat(ask("X-Forwarded-Proto: https")).isEqualTo("127.0.0.1 false false");
    assertThat(ask("CF-Connecting-IP: 203.0.113.7")).isEqualTo("127.0.0.1 false false");
    assertThat(ask("True-Client-IP: 203.0.113.7")).isEqualTo("127.0.0.1 false false");
  }

  @Test
  void knowsThatTheBrowserSpeaksTlsWhereAProxySaysSo() throws Exception {
    clients = BEHIND_PROXIES::of;

    assertThat(ask("X-Forwarded-Proto: https")).isEqualTo("127.0.0.1 false true");
    assertThat(ask("X-Forwarded-Proto: https, http")).isEqualTo("127.0.0.1 false false");
    assertThat(ask("Forwarded: for=203.0.113.7;proto=https")).isEqualTo("203.0.113.7 false true");
  }

  private String ask(String header) throws Exception {
    String[] parts = header.split(":", 2);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort()))
            .header(parts[0], parts[1].strip())
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
