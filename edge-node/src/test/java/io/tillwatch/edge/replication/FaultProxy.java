package io.tillwatch.edge.replication;

import static io.tillwatch.edge.support.TestStore.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.Random;

/**
 * A bad line between two nodes: passes TCP on, late, or swallows it. A connection that lost bytes
 * stays open and silent for ever, as one whose other end has gone: who waits on it must give it up.
 */
final class FaultProxy implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();

  /** Held: a client that nothing refers to is collected, and closes its connections then. */
  private final NetClient client = vertx.createNetClient();

  private final NetServer server;
  private final int target;
  private final Random random;
  private volatile boolean cut;
  private volatile double loss;
  private volatile long delayMillis;

  FaultProxy(int listen, int target, long seed) {
    this.target = target;
    this.random = new Random(seed);
    server = vertx.createNetServer().connectHandler(this::connect);
    await(server.listen(listen, "127.0.0.1"));
  }

  /** Nothing passes any more. */
  void cut() {
    cut = true;
  }

  /** From now on a share of connections goes silent with each chunk, and what passes is late. */
  void weather(double loss, long delayMillis) {
    this.loss = loss;
    this.delayMillis = delayMillis;
  }

  /** New connections are fine again. */
  void heal() {
    cut = false;
    weather(0, 0);
  }

  @Override
  public void close() {
    await(vertx.close());
  }

  private void connect(NetSocket near) {
    near.pause();
    client
        .connect(target, "127.0.0.1")
        .onFailure(why -> near.close())
        .onSuccess(
            far -> {
              Line line = new Line();
              near.handler(bytes -> line.pass(bytes, far)).closeHandler(closed -> far.close());
              far.handler(bytes -> line.pass(bytes, near)).closeHandler(closed -> near.close());
              near.resume();
            });
  }

  private final class Line {
    private boolean dead;

    void pass(Buffer bytes, NetSocket to) {
      dead |= cut || random.nextDouble() < loss;
      if (dead) {
        return;
      }
      if (delayMillis == 0) {
        to.write(bytes);
      } else {
        vertx.setTimer(delayMillis, late -> writeLate(bytes, to));
      }
    }

    private void writeLate(Buffer bytes, NetSocket to) {
      if (!dead) {
        to.write(bytes);
      }
    }
  }
}
