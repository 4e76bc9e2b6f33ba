package io.tillwatch.edge.proof;

import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.edge.bus.Channel;
import io.tillwatch.edge.bus.FrameExchange;
import io.tillwatch.edge.bus.FrameTransport;
import io.tillwatch.edge.bus.UnknownSessionException;
import io.tillwatch.edge.config.ConfigLoader;
import io.tillwatch.edge.config.keys.ClusterKey;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Speaks to a node as another node of the group would, which has the group's key: frames over HTTP,
 * in whatever form the node speaks.
 */
final class PeerFrames {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int OK = 200;
  private static final int NOT_AGREED = 409;

  private final NodeProcess node;
  private final FrameExchange exchange;
  private final List<SentFrame> sent = new ArrayList<>();

  /** Speaks in the node's own name. */
  PeerFrames(NodeProcess node) {
    this(node, node.store());
  }

  /** Speaks in the name of another store. */
  PeerFrames(NodeProcess node, String speaker) {
    this.node = node;
    ClusterKey key = ClusterKey.load(ConfigLoader.load(node.conf(), Map.of()).cluster());
    this.exchange = new FrameExchange(new StoreId(speaker), key, true);
  }

  /** What was sent so far. */
  List<SentFrame> sent() {
    return sent;
  }

  <Q, A> A ask(Channel<Q, A> channel, Q question) {
    try {
      return exchange
          .ask(new OverHttp(), channel, new StoreId(node.store()), question, PATIENCE)
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  private final class OverHttp implements FrameTransport {

    @Override
    public String name() {
      return "http";
    }

    @Override
    public Future<Buffer> carry(String address, StoreId to, Buffer frame, Duration timeout) {
      sent.add(new SentFrame(address, frame.getBytes(), null));
      HttpRequest request =
          HttpRequest.newBuilder(node.uri().resolve("/cluster/v1/" + address))
              .header("Content-Type", "application/octet-stream")
              .POST(HttpRequest.BodyPublishers.ofByteArray(frame.getBytes()))
              .build();
      try {
        HttpResponse<byte[]> response = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() == NOT_AGREED) {
          return Future.failedFuture(
              new UnknownSessionException("the node asks for a new session"));
        }
        return response.statusCode() == OK
            ? Future.succeededFuture(Buffer.buffer(response.body()))
            : Future.failedFuture("answered with status " + response.statusCode());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }
}
