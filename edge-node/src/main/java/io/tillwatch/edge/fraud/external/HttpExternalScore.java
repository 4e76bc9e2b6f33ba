package io.tillwatch.edge.fraud.external;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.core.fraud.ExternalScore;
import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.Return;
import io.tillwatch.edge.config.ExternalScoreConfig;
import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.circuitbreaker.CircuitBreakerState;
import io.vertx.circuitbreaker.OpenCircuitException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service over HTTP: {@code POST} of one return as JSON, answered by {@code {"score": 0..100}}.
 * Neither card nor photo is sent. The address is looked up apart from the questions and checked
 * before it is dialled; redirects are not followed, and an answer longer than 4 KiB is none. For
 * one thread.
 */
public final class HttpExternalScore implements ExternalScore {
  private static final Logger LOG = LoggerFactory.getLogger(HttpExternalScore.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_BYTES = 4 << 10;
  private static final int CONNECTIONS = 16;
  private static final int FAILURES_TO_OPEN = 5;
  private static final Duration REST = Duration.ofSeconds(10);

  /** In a row, however slowly they come: a store may have one return in an hour. */
  private static final Duration FAILURES_ADD_UP = Duration.ofDays(1);

  private static final long LOOK_UP_MILLIS = 60_000;
  private static final int OK = 200;
  private static final int HIGHEST = 100;

  private final Vertx vertx;
  private final URI url;
  private final long budgetMillis;
  private final @Nullable String bearer;
  private final boolean privateAllowed;
  private final HttpClient client;
  private final CircuitBreaker breaker;
  private @Nullable InetAddress address;
  private @Nullable String lastFailure;
  private boolean toldOfFailing;
  private long answered;
  private long timedOut;
  private long failed;
  private long skipped;

  /**
   * A client of the service; asks nothing yet.
   *
   * @param bearer its secret, or null
   * @param privateAllowed whether the service may be on a private or loopback address
   * @param rest how long it is not asked once it fails; then one question tries it
   */
  HttpExternalScore(
      Vertx vertx,
      URI url,
      Duration budget,
      @Nullable String bearer,
      boolean privateAllowed,
      Duration rest) {
    this.vertx = vertx;
    this.url = url;
    this.budgetMillis = budget.toMillis();
    this.bearer = bearer;
    this.privateAllowed = privateAllowed;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setConnectTimeout((int) budgetMillis).setKeepAlive(true),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(CONNECTIONS));
    this.breaker =
        CircuitBreaker.create("external-score", vertx, breaking(rest))
            .openHandler(open -> logFailing())
            .closeHandler(closed -> toldOfFailing = false);
  }

  private static CircuitBreakerOptions breaking(Duration rest) {
    return new CircuitBreakerOptions()
        .setMaxFailures(FAILURES_TO_OPEN)
        .setFailuresRollingWindow(FAILURES_ADD_UP.toMillis())
        .setResetTimeout(rest.toMillis())
        // the budget is kept here, where the connection can be reset
        .setTimeout(-1);
  }

  /**
   * The service that is configured, or none.
   *
   * @throws io.tillwatch.edge.config.binding.ConfigException where its secret cannot be read
   */
  public static ExternalScore of(Vertx vertx, ExternalScoreConfig config) {
    if (config.url() == null) {
      return ExternalScore.NONE;
    }
    HttpExternalScore service =
        new HttpExternalScore(
            vertx,
            config.url(),
            config.timeout(),
            config.bearer(),
            config.allowPrivateTargets(),
            REST);
    service.start();
    return service;
  }

  /** Looks the service's address up, now and every minute; completes after the first look. */
  Future<Void> start() {
    vertx.setPeriodic(LOOK_UP_MILLIS, tick -> lookUp());
    return lookUp();
  }

  @Override
  public CompletionStage<Integer> ask(Return refund) {
    InetAddress asked = address;
    if (asked == null) {
      skipped++;
      return Future.<Integer>succeededFuture().toCompletionStage();
    }
    return breaker.execute(() -> answer(asked, refund)).recover(this::none).toCompletionStage();
  }

  private Future<Integer> answer(InetAddress asked, Return refund) {
    long deadline = System.nanoTime() / 1_000_000 + budgetMillis;
    return client
        .request(options(asked))
        .compose(request -> exchange(request, body(refund), deadline))
        .timeout(budgetMillis, TimeUnit.MILLISECONDS)
        .onSuccess(score -> answered++)
        .onFailure(this::missed);
  }

  @Override
  public Figures figures() {
    return new Figures(answered, timedOut, failed, skipped, isOpen());
  }

  private Future<Void> lookUp() {
    return vertx
        .executeBlocking(() -> InetAddress.getByName(url.getHost()))
        .onComplete(
            found -> {
              boolean allowed =
                  found.succeeded() && (privateAllowed || !PrivateAddresses.holds(found.result()));
              address = allowed ? found.result() : null;
              if (!allowed) {
                LOG.atWarn()
                    .addKeyValue("host", url.getHost())
                    .addKeyValue(
                        "error",
                        found.succeeded()
                            ? "a private or loopback address; set"
                                + " fraud.externalScore.allowPrivateTargets where that is meant"
                            : found.cause().getMessage())
                    .log("the external fraud service is not asked");
              }
            })
        .otherwiseEmpty()
        .mapEmpty();
  }

  private RequestOptions options(InetAddress asked) {
    boolean tls = url.getScheme().equals("https");
    int port = url.getPort() >= 0 ? url.getPort() : tls ? 443 : 80;
    String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(asked, port)))
            .setHost(url.getHost())
            .setPort(port)
            .setSsl(tls)
            .setURI(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery())
            .setFollowRedirects(false)
            .putHeader("Content-Type", "application/json")
            .putHeader("Accept", "application/json");
    return bearer == null ? options : options.putHeader("Authorization", "Bearer " + bearer);
  }

  /** What the service needs to have an opinion, and no more: no card, no photo, no staff. */
  private static Buffer body(Return refund) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("transactionId", refund.id())
            .put("at", refund.at().toString())
            .put("storeId", refund.storeId())
            .put("customerId", refund.customerId())
            .put("currency", refund.currency())
            .put("totalMinor", refund.totalMinor())
            .put("withReceipt", refund.receiptNumber() != null)
            .put(
                "refundTo",
                refund.refundTender() == null ? null : refund.refundTender().type().name());
    ArrayNode lines = json.putArray("lines");
    for (LineItem line : refund.lines()) {
      lines
          .addObject()
          .put("sku", line.sku())
          .put("quantity", line.quantity())
          .put("unitPriceMinor", line.unitPriceMinor());
    }
    return Buffer.buffer(json.toString());
  }

  private static Future<Integer> exchange(
      HttpClientRequest request, Buffer body, long deadlineMillis) {
    long left = deadlineMillis - System.nanoTime() / 1_000_000;
    if (left <= 0) {
      request.reset();
      return Future.failedFuture(new TimeoutException("connected too late"));
    }
    return request
        .send(body)
        .compose(HttpExternalScore::score)
        .timeout(left, TimeUnit.MILLISECONDS)
        // a connection that hangs must not be used again
        .onFailure(why -> request.reset());
  }

  private static Future<Integer> score(HttpClientResponse response) {
    if (response.statusCode() != OK) {
      // its body is not read: the connection is reset
      response.exceptionHandler(reset -> {});
      return Future.failedFuture(new IOException("answered with status " + response.statusCode()));
    }
    Promise<Integer> score = Promise.promise();
    Buffer all = Buffer.buffer();
    response
        .handler(
            part -> {
              if (all.length() + part.length() > MOST_BYTES) {
                score.tryFail(new IOException("answered with more than " + MOST_BYTES + " bytes"));
              } else {
                all.appendBuffer(part);
              }
            })
        .exceptionHandler(score::tryFail)
        .endHandler(end -> read(all, score));
    return score.future();
  }

  private static void read(Buffer body, Promise<Integer> score) {
    try {
      JsonNode said = JSON.readTree(body.getBytes()).path("score");
      if (said.isNumber() && said.doubleValue() >= 0 && said.doubleValue() <= HIGHEST) {
        score.tryComplete((int) Math.rint(said.doubleValue()));
      } else {
        score.tryFail(new IOException("answered without a score of 0..100"));
      }
    } catch (IOException e) {
      score.tryFail(e);
    }
  }

  private void missed(Throwable why) {
    lastFailure = why.getMessage();
    if (why instanceof TimeoutException) {
      timedOut++;
    } else {
      failed++;
    }
  }

  private Future<Integer> none(Throwable why) {
    if (why instanceof OpenCircuitException) {
      skipped++;
    }
    return Future.succeededFuture();
  }

  /** Whether the last questions failed, and no later one succeeded. */
  private boolean isOpen() {
    return breaker.state() != CircuitBreakerState.CLOSED;
  }

  /** Once, however often it is tried in vain. */
  private void logFailing() {
    if (!toldOfFailing) {
      toldOfFailing = true;
      LOG.atWarn()
          .addKeyValue("host", url.getHost())
          .addKeyValue("error", lastFailure)
          .log("the external fraud service fails and is not asked for a while");
    }
  }
}
