package io.tillwatch.edge.replication;

import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channel;
import io.tillwatch.edge.bus.FrameTransport;
import io.tillwatch.edge.bus.LegacyFrameFormat;
import io.tillwatch.edge.bus.MutualTls;
import io.tillwatch.edge.bus.StoreTransport;
import io.tillwatch.edge.bus.UnknownSessionException;
import io.tillwatch.edge.config.TlsConfig;
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
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The second way between stores: the same signed frames as bodies of HTTP requests. Needs no
 * cluster, only the peer's URL, from the conf or as the peer told it. A connection that does not
 * answer in time is closed, so that the next question dials anew.
 */
final class HttpTransport implements StoreTransport, FrameTransport {
  private static final int CONNECT_MILLIS = 1500;
  private static final int IDLE_SECONDS = 30;
  private static final int CONNECTIONS = 8;
  private static final int OK = 200;
  private static final int NOT_AGREED = 409;
  private static final int SERVER_ERROR = 500;

  private final Bus bus;
  private final HttpClient client;
  private final boolean tlsOnly;
  private final Map<StoreId, String> told = new ConcurrentHashMap<>();
  private final Map<StoreId, String> configured = new ConcurrentHashMap<>();

  /**
   * @param configured base URLs by store id; these win over what peers tell
   * @param tls certificates to show and to trust; where enabled nobody is asked without
   */
  HttpTransport(Vertx vertx, Bus bus, Map<String, URI> configured, TlsConfig tls) {
    this.bus = bus;
    this.tlsOnly = tls.enabled();
    configured.forEach((store, url) -> this.configured.put(new StoreId(store), base(url)));
    client = vertx.createHttpClient(options(tls), new PoolOptions().setHttp1MaxSize(CONNECTIONS));
  }

  private static HttpClientOptions options(TlsConfig tls) {
    HttpClientOptions options =
        new HttpClientOptions()
            .setConnectTimeout(CONNECT_MILLIS)
            .setKeepAlive(true)
            .setIdleTimeout(IDLE_SECONDS)
            .setTrustAll(false);
    if (tls.enabled()) {
      options
          .setKeyCertOptions(MutualTls.own(tls))
          .setTrustOptions(MutualTls.trusted(tls))
          // the authority says who is a member; which store speaks is said by the frame's mac
          .setVerifyHost(false);
    }
    return options;
  }

  @Override
  public String name() {
    return "http";
  }

  /** Whether it knows where that store is. */
  boolean reaches(StoreId store) {
    return configured.containsKey(store) || told.containsKey(store);
  }

  /** A store told its URL; what is neither http nor https, or too open here, is ignored. */
  void learn(StoreId store, String url) {
    if (url.startsWith("https://") || (url.startsWith("http://") && !tlsOnly)) {
      told.put(store, base(URI.create(url)));
    }
  }

  @Override
  public <Q, A> Future<A> ask(Channel<Q, A> channel, StoreId to, Q question, Duration timeout) {
    return bus.ask(this, channel, to, question, timeout);
  }

  @Override
  public Future<Buffer> carry(String address, StoreId to, Buffer frame, Duration timeout) {
    String url = configured.getOrDefault(to, told.get(to));
    if (url == null) {
      return Future.failedFuture(new StoreUnreachableException("no URL of " + to + " is known"));
    }
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(url + "/cluster/v1/" + address)
            .setTimeout(timeout.toMillis())
            .putHeader("Content-Type", "application/octet-stream");
    return client.request(options).compose(request -> exchange(request, frame, timeout));
  }

  private static Future<Buffer> exchange(
      HttpClientRequest request, Buffer frame, Duration timeout) {
    return request
        .send(frame)
        .compose(HttpTransport::body)
        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        // a connection that hangs must not be used again
        .onFailure(why -> request.reset());
  }

  private static Future<Buffer> body(HttpClientResponse response) {
    if (response.statusCode() >= SERVER_ERROR) {
      return Future.failedFuture(
          new StoreRefusedException("answered with status " + response.statusCode()));
    }
    if (response.statusCode() == NOT_AGREED) {
      return Future.failedFuture(new UnknownSessionException("answered with status " + NOT_AGREED));
    }
    if (response.statusCode() != OK) {
      return Future.failedFuture(
          new StoreUnreachableException("answered with status " + response.statusCode()));
    }
    Promise<Buffer> body = Promise.promise();
    Buffer all = Buffer.buffer();
    response
        .handler(
            part -> {
              if (all.length() + part.length() > LegacyFrameFormat.MAX_FRAME_BYTES) {
                body.tryFail(new StoreUnreachableException("answered with more than a frame"));
              } else {
                all.appendBuffer(part);
              }
            })
        .exceptionHandler(body::tryFail)
        .endHandler(end -> body.tryComplete(all));
    return body.future();
  }

  private static String base(URI url) {
    String text = url.toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }
}
