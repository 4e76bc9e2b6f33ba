package io.tillwatch.edge.redis;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pipelined connection to Redis, owned by one event loop, that comes back by itself. Requests
 * are carried out and answered in the order of {@link #send}; while the connection is down they
 * fail at once with {@link RedisUnavailableException}: nothing is queued. An error that Redis
 * itself answers fails the future with that error.
 */
public final class RedisLink {
  private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);
  private static final long MIN_BACKOFF_MILLIS = 100;
  private static final long MAX_BACKOFF_MILLIS = 2_000;
  private static final long WATCH_MILLIS = 1_000;
  private static final long HANDSHAKE_SECONDS = 10;
  private static final int PINGS_MISSED_BEFORE_DROP = 5;

  private final Vertx vertx;
  private final Context owner;
  private final RedisEndpoint endpoint;
  private final Function<RedisConnection, Future<Void>> handshake;
  private final List<Consumer<Boolean>> listeners = new ArrayList<>();
  private final List<Consumer<String>> refusalListeners = new ArrayList<>();
  private final Promise<RedisLink> opened;

  private @Nullable Redis client;
  private @Nullable RedisConnection connection;
  private long backoffMillis = MIN_BACKOFF_MILLIS;
  private long watch = -1;
  private int pingsMissed;
  private boolean closed;

  private RedisLink(
      Vertx vertx, RedisEndpoint endpoint, Function<RedisConnection, Future<Void>> handshake) {
    this.vertx = vertx;
    this.owner = vertx.getOrCreateContext();
    this.endpoint = endpoint;
    this.handshake = handshake;
    this.opened = Promise.promise();
  }

  /** Opens a link owned by the current context; completes when it is up for the first time. */
  public static Future<RedisLink> open(Vertx vertx, RedisEndpoint endpoint) {
    return open(vertx, endpoint, fresh -> Future.succeededFuture());
  }

  /**
   * Opens a link owned by the current context; completes when it is up for the first time.
   *
   * @param handshake runs on every new connection before anybody else can send on it, for example
   *     to compare run ids or to load scripts; a failure drops the connection, and it is tried
   *     again
   */
  public static Future<RedisLink> open(
      Vertx vertx, RedisEndpoint endpoint, Function<RedisConnection, Future<Void>> handshake) {
    RedisLink link = new RedisLink(vertx, endpoint, handshake);
    link.onOwner(link::connect);
    return link.opened.future();
  }

  /** Whether requests have somewhere to go. */
  public boolean isUp() {
    return connection != null;
  }

  /** Tells, on the owner's context, when the link goes up (true) or down (false). */
  public void onStateChange(Consumer<Boolean> listener) {
    onOwner(() -> listeners.add(listener));
  }

  /** Tells, on the owner's context, each error that Redis itself answers, by any request. */
  public void onRefusal(Consumer<String> listener) {
    onOwner(() -> refusalListeners.add(listener));
  }

  /** Sends a request; cheapest on the owner's context. */
  public Future<Response> send(Request request) {
    return onConnection(used -> used.send(request));
  }

  /** Sends requests in one go, answered in order. */
  public Future<List<Response>> batch(List<Request> requests) {
    return onConnection(used -> used.batch(requests));
  }

  /** Closes the connection for good. */
  public Future<Void> close() {
    Promise<Void> done = Promise.promise();
    onOwner(
        () -> {
          closed = true;
          drop("closed");
          opened.tryFail(unavailable(false, null));
          done.complete();
        });
    return done.future();
  }

  private <T> Future<T> onConnection(Function<RedisConnection, Future<T>> exchange) {
    if (Vertx.currentContext() == owner) {
      return exchange(exchange);
    }
    Promise<T> answer = Promise.promise();
    owner.runOnContext(none -> exchange(exchange).onComplete(answer));
    return answer.future();
  }

  private <T> Future<T> exchange(Function<RedisConnection, Future<T>> exchange) {
    RedisConnection used = connection;
    if (used == null) {
      return Future.failedFuture(unavailable(false, null));
    }
    return exchange.apply(used).recover(this::asDomainFailure);
  }

  private <T> Future<T> asDomainFailure(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    if (message.startsWith("LOADING")) {
      // a server that reads its data back answers, but is no use yet; nothing was carried out
      return Future.failedFuture(unavailable(false, failure));
    }
    boolean answered = failure instanceof ErrorType && !"CONNECTION_CLOSED".equals(message);
    if (answered) {
      refusalListeners.forEach(each -> each.accept(message));
    }
    return Future.failedFuture(answered ? failure : unavailable(true, failure));
  }

  private static RedisUnavailableException unavailable(boolean sent, @Nullable Throwable cause) {
    String message =
        sent
            ? "the connection to redis broke before the answer came"
            : "redis is not connected; nothing was sent";
    return new RedisUnavailableException(message, cause);
  }

  private void connect() {
    if (closed) {
      return;
    }
    Redis attempt = Redis.createClient(vertx, endpoint.options());
    client = attempt;
    attempt
        .connect()
        .compose(fresh -> watched(attempt, fresh))
        .compose(fresh -> handshake.apply(fresh).map(fresh))
        .timeout(HANDSHAKE_SECONDS, TimeUnit.SECONDS)
        .onSuccess(fresh -> onOwner(() -> up(attempt, fresh)))
        .onFailure(failure -> onOwner(() -> retry(attempt, failure)));
  }

  private Future<RedisConnection> watched(Redis attempt, RedisConnection fresh) {
    fresh.exceptionHandler(failure -> onOwner(() -> lost(attempt, failure.getMessage())));
    fresh.endHandler(none -> onOwner(() -> lost(attempt, "connection ended")));
    return Future.succeededFuture(fresh);
  }

  private void up(Redis attempt, RedisConnection fresh) {
    if (closed || client != attempt) {
      attempt.close();
      return;
    }
    connection = fresh;
    backoffMillis = MIN_BACKOFF_MILLIS;
    pingsMissed = 0;
    watch = vertx.setPeriodic(WATCH_MILLIS, id -> ping(attempt));
    LOG.atInfo().addKeyValue("redis", endpoint).log("connected to redis");
    opened.tryComplete(this);
    listeners.forEach(each -> each.accept(true));
  }

  /** A server that hangs keeps its connection open: only a missing answer shows it. */
  private void ping(Redis attempt) {
    if (client != attempt || connection == null) {
      return;
    }
    if (pingsMissed++ >= PINGS_MISSED_BEFORE_DROP) {
      lost(attempt, "no answer");
      return;
    }
    connection.send(Request.cmd(Command.PING)).onComplete(answer -> pingsMissed = 0);
  }

  private void lost(Redis attempt, @Nullable String reason) {
    if (client == attempt && connection != null) {
      LOG.atWarn()
          .addKeyValue("redis", endpoint)
          .addKeyValue("error", reason)
          .log("lost the connection to redis");
      drop(reason);
      scheduleConnect();
    }
  }

  private void retry(Redis attempt, Throwable failure) {
    attempt.close();
    if (client == attempt && !closed) {
      LOG.atWarn()
          .addKeyValue("redis", endpoint)
          .addKeyValue("error", failure.getMessage())
          .log("cannot connect to redis");
      scheduleConnect();
    }
  }

  private void scheduleConnect() {
    long delay = backoffMillis;
    backoffMillis = Math.min(MAX_BACKOFF_MILLIS, backoffMillis * 2);
    if (!closed) {
      vertx.setTimer(delay, id -> connect());
    }
  }

  private void drop(@Nullable String reason) {
    boolean wasUp = connection != null;
    connection = null;
    if (watch >= 0) {
      vertx.cancelTimer(watch);
      watch = -1;
    }
    if (client != null) {
      client.close();
    }
    if (wasUp) {
      LOG.atDebug().addKeyValue("reason", reason).log("dropped the connection to redis");
      listeners.forEach(each -> each.accept(false));
    }
  }

  private void onOwner(Runnable action) {
    if (Vertx.currentContext() == owner) {
      action.run();
    } else {
      owner.runOnContext(none -> action.run());
    }
  }
}
