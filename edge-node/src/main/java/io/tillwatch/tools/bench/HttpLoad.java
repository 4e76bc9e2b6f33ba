package io.tillwatch.tools.bench;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/**
 * Tills that each sell over a connection of their own, the next sale as soon as the last is
 * answered. Requests are bytes made beforehand but for their key, so that the load costs little of
 * the machine that it measures.
 */
final class HttpLoad implements AutoCloseable {
  private static final long MAX_MICROS = 60_000_000;

  private final Vertx vertx = Vertx.vertx();

  /** Held: a client that nothing refers to is collected, and closes its connections then. */
  private final NetClient client =
      vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true));

  private final List<SalesConnection> connections = new ArrayList<>();
  private final AtomicLong keys = new AtomicLong();

  HttpLoad(int port, String apiKey, int connections) {
    for (int i = 0; i < connections; i++) {
      NetSocket socket = BlockingWait.on(client.connect(port, "127.0.0.1"));
      this.connections.add(new SalesConnection(socket, apiKey, "A-" + i, keys));
    }
  }

  /** Sells for so long and returns what was measured. */
  Result sell(int seconds) {
    connections.forEach(SalesConnection::reset);
    long began = System.nanoTime();
    connections.forEach(connection -> connection.sellUntil(began + seconds * 1_000_000_000L));
    BlockingWait.must(
        "every sale is answered", () -> connections.stream().noneMatch(SalesConnection::isBusy));
    double took = (System.nanoTime() - began) / 1e9;
    Histogram all = new Histogram(MAX_MICROS, 3);
    connections.forEach(connection -> connection.addTo(all));
    return new Result(
        Math.round(all.getTotalCount() / took),
        Latency.of(all),
        connections.stream().mapToLong(SalesConnection::refused).sum());
  }

  /**
   * What was measured.
   *
   * @param refused answers that were no 201
   */
  record Result(long perSecond, Latency latency, long refused) {}

  @Override
  public void close() {
    BlockingWait.on(vertx.close());
  }
}
