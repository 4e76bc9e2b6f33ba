package io.tillwatch.edge.fraud.external;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.PhotoEvidence;
import io.tillwatch.core.retail.Return;
import io.tillwatch.core.retail.Tender;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.TestStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real service over HTTP that answers, is slow, breaks, or talks too much. */
class HttpExternalScoreIT {
  private static final Duration BUDGET = Duration.ofMillis(400);
  private static final Duration LATE = Duration.ofSeconds(5);

  /** For what is not about time, on a machine that is busy with other tests. */
  private static final Duration PATIENT = Duration.ofSeconds(20);

  private final Vertx vertx = Vertx.vertx();
  private final Queue<String> bodies = new ConcurrentLinkedQueue<>();
  private final Queue<String> secrets = new ConcurrentLinkedQueue<>();
  private volatile Consumer<HttpServerRequest> manner = request -> {};
  private HttpServer server;
  private int returns;

  @BeforeEach
  void open() {
    server =
        TestStore.await(
            vertx
                .createHttpServer()
                .requestHandler(
                    request -> {
                      secrets.add(String.valueOf(request.getHeader("Authorization")));
                      request
                          .body()
                          .onSuccess(
                              body -> {
                                bodies.add(body.toString());
                                manner.accept(request);
                              });
                    })
                .listen(0, "127.0.0.1"));
  }

  @AfterEach
  void close() {
    TestStore.await(vertx.close());
  }

  @Test
  void answersWithTheServicesScoreAndSendsNeitherCardNorPhoto() {
    manner = request -> request.response().end("{\"score\": 72.6, \"model\": \"x\"}");
    HttpExternalScore service = service(true);

    assertThat(ask(service)).isEqualTo(73);
    assertThat(service.figures().answered()).isEqualTo(1);
    assertThat(secrets).containsExactly("Bearer s3cret");
    assertThat(bodies.peek())
        .contains("\"totalMinor\":2999", "\"customerId\":\"CU-1\"", "SHIRT_001")
        .doesNotContain("tok_", "photo-sha", "C-21", "A-000001");
  }

  @Test
  void isNotWaitedForBeyondItsBudget() {
    manner =
        request ->
            vertx.setTimer(LATE.toMillis(), late -> request.response().end("{\"score\": 9}"));
    HttpExternalScore service = service(true, BUDGET);
    ask(service);
    long began = System.nanoTime();

    Integer score = ask(service);

    assertThat(score).isNull();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LATE);
    assertThat(service.figures().timedOut()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"score\": 101}", "{\"score\": -1}", "{\"score\": \"9\"}", "{}", "<html>", ""})
  void takesNothingForAScoreThatIsNone(String said) {
    manner = request -> request.response().end(said);
    HttpExternalScore service = service(true);

    assertThat(ask(service)).isNull();
    assertThat(service.figures().failed()).isEqualTo(1);
  }

  @Test
  void readsNoEndlessAnswer() {
    manner =
        request ->
            request.response().end("{\"score\": 9, \"why\": \"" + "x".repeat(100_000) + "\"}");
    HttpExternalScore service = service(true);

    assertThat(ask(service)).isNull();
    assertThat(service.figures().failed()).isEqualTo(1);
  }

  @Test
  void followsNoRedirect() {
    manner =
        request ->
            request
                .response()
                .setStatusCode(307)
                .putHeader("Location", "http://127.0.0.1:" + server.actualPort() + "/other")
                .end();
    HttpExternalScore service = service(true);

    assertThat(ask(service)).isNull();
    assertThat(bodies).hasSize(1);
  }

  @Test
  void isNotAskedForAWhileOnceItBreaks() {
    manner = request -> request.response().setStatusCode(500).end();
    HttpExternalScore service = service(true);

    for (int i = 0; i < 8; i++) {
      assertThat(ask(service)).isNull();
    }

    assertThat(service.figures().open()).isTrue();
    assertThat(service.figures().failed()).isEqualTo(5);
    assertThat(service.figures().skipped()).isEqualTo(3);
    assertThat(bodies).hasSize(5);
  }

  @Test
  void isAskedAgainAfterItsRestAndTrustedOnceItAnswers() {
    manner = request -> request.response().setStatusCode(500).end();
    HttpExternalScore service = service(true, PATIENT, Duration.ofMillis(100));
    breakIt(service);
    manner = request -> request.response().end("{\"score\": 9}");

    Await.until("it is tried", PATIENT, () -> Integer.valueOf(9).equals(ask(service)));

    assertThat(service.figures().open()).isFalse();
    assertThat(ask(service)).isEqualTo(9);
    assertThat(service.figures().answered()).isEqualTo(2);
  }

  @Test
  void isTriedByOneQuestionAtATimeAndStaysUnaskedWhereThatFails() {
    manner = request -> request.response().setStatusCode(500).end();
    HttpExternalScore service = service(true, PATIENT, Duration.ofMillis(100));
    breakIt(service);
    Queue<HttpServerRequest> trials = new ConcurrentLinkedQueue<>();
    manner = trials::add;

    Await.until(
        "it is tried",
        PATIENT,
        () -> {
          service.ask(refund());
          return !trials.isEmpty();
        });

    assertThat(ask(service)).as("while one tries").isNull();
    assertThat(trials).hasSize(1);
    trials.remove().response().setStatusCode(500).end();
    Await.until("the trial failed", PATIENT, () -> service.figures().failed() == 6);
    assertThat(service.figures().open()).isTrue();
  }

  @Test
  void forgetsFailuresOnceAnAnswerCame() {
    HttpExternalScore service = service(true);
    for (int i = 0; i < 12; i++) {
      boolean answers = i % 4 == 3;
      manner =
          request -> request.response().setStatusCode(answers ? 200 : 500).end("{\"score\": 9}");
      ask(service);
    }

    assertThat(service.figures().open()).isFalse();
    assertThat(service.figures().failed()).isEqualTo(9);
  }

  @Test
  void isNeverAskedOnAPrivateAddressUnlessThatIsMeant() {
    HttpExternalScore service = service(false);

    assertThat(ask(service)).isNull();

    assertThat(service.figures().skipped()).isEqualTo(1);
    assertThat(bodies).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "fe80::1",
        "fd00::1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:a00:1::"
      })
  void knowsWhichAddressesArePrivate(String address) throws UnknownHostException {
    assertThat(PrivateAddresses.holds(InetAddress.getByName(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"93.184.216.34", "100.128.0.1", "172.32.0.1", "2606:2800:220:1::1"})
  void knowsWhichAddressesArePublic(String address) throws UnknownHostException {
    assertThat(PrivateAddresses.holds(InetAddress.getByName(address))).isFalse();
  }

  private HttpExternalScore service(boolean privateAllowed) {
    return service(privateAllowed, PATIENT);
  }

  private HttpExternalScore service(boolean privateAllowed, Duration budget) {
    return service(privateAllowed, budget, Duration.ofMinutes(1));
  }

  private void breakIt(HttpExternalScore service) {
    for (int i = 0; i < 5; i++) {
      ask(service);
    }
    assertThat(service.figures().open()).isTrue();
  }

  private HttpExternalScore service(boolean privateAllowed, Duration budget, Duration rest) {
    URI url = URI.create("http://127.0.0.1:" + server.actualPort() + "/score?v=1");
    HttpExternalScore service =
        new HttpExternalScore(vertx, url, budget, "s3cret", privateAllowed, rest);
    TestStore.await(service.start());
    return service;
  }

  private Integer ask(HttpExternalScore service) {
    return TestStore.await(Future.fromCompletionStage(service.ask(refund())));
  }

  private Return refund() {
    return Return.builder()
        .id("tx_" + returns++)
        .at(Instant.parse("2026-05-04T12:00:00Z"))
        .storeId("store-a")
        .receiptNumber("A-000001")
        .laneId("A-01")
        .cashierId("C-21")
        .customerId("CU-1")
        .currency("USD")
        .lines(List.of(new LineItem("SHIRT_001", 1, 2999, null, LineItem.Condition.NEW)))
        .refundTender(new Tender(Tender.Type.CARD, "tok_9", null))
        .photo(new PhotoEvidence("photo-sha", null, true, 80, 0.97, null))
        .reason("DEFECTIVE")
        .build();
  }
}
