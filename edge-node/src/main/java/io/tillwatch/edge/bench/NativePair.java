package io.tillwatch.edge.bench;

import io.tillwatch.edge.redis.RedisLink;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;

/**
 * Redis's own leader and replica, both with a node's durability. An op is an XADD of a text as long
 * as an op of ours; committed when the leader answers, applied when a reader that waits at the
 * replica gets it, which is after the replica's own sync.
 */
final class NativePair implements ReplicatedPair {
  private static final String LOG = "bench";
  private static final Duration QUIET = Duration.ofSeconds(10);
  private static final long BLOCK_MILLIS = 1_000;

  private final String text;
  private final RedisServer leader;
  private final RedisServer replica;
  private final Vertx vertx = Vertx.vertx();
  private final RedisLink writer;
  private final RedisLink reader;
  private volatile Stamps stamps;
  private volatile boolean closed;
  private String last = "0-0";
  private long run;

  /**
   * @param textLength characters of each op
   */
  NativePair(Workshop workshop, int textLength) {
    text = "x".repeat(textLength);
    leader = RedisServer.leader(workshop.folder("leader"));
    replica = leader.replica(workshop.folder("replica"));
    writer = Waiting.on(RedisLink.open(vertx, leader.endpoint()));
    reader = Waiting.on(RedisLink.open(vertx, replica.endpoint()));
    Waiting.must("the replica follows", this::isFollowing);
    read();
  }

  @Override
  public Stamps measure(Pace pace) {
    Stamps taken = new Stamps(pace.ops());
    stamps = taken;
    run++;
    pace.send(op -> write(taken, op));
    Waiting.until(QUIET, taken::isComplete);
    return taken;
  }

  @Override
  public void close() {
    closed = true;
    Waiting.on(vertx.close());
    replica.close();
    leader.close();
  }

  private void write(Stamps taken, int op) {
    Request add = Request.cmd(Command.XADD).arg(LOG).arg(run + "-" + (op + 1)).arg("op").arg(text);
    taken.sent(op, Stamps.now());
    writer.send(add).onSuccess(id -> taken.committed(op, Stamps.now()));
  }

  private void read() {
    reader
        .send(
            Request.cmd(Command.XREAD)
                .arg("BLOCK")
                .arg(BLOCK_MILLIS)
                .arg("STREAMS")
                .arg(LOG)
                .arg(last))
        .onSuccess(
            streams -> {
              arrived(streams, Stamps.now());
              read();
            })
        .onFailure(
            why -> {
              if (!closed) {
                throw new BenchFailedException("the replica cannot be read", why);
              }
            });
  }

  private void arrived(Response streams, long now) {
    if (streams == null) {
      return;
    }
    for (Response entry : streams.getKeys().isEmpty() ? streams.get(0).get(1) : streams.get(LOG)) {
      last = entry.get(0).toString();
      int dash = last.indexOf('-');
      if (Long.parseLong(last.substring(0, dash)) == run) {
        stamps.applied(Integer.parseInt(last.substring(dash + 1)) - 1, now);
      }
    }
  }

  private boolean isFollowing() {
    return Waiting.on(reader.send(Request.cmd(Command.INFO).arg("replication")))
        .toString()
        .contains("master_link_status:up");
  }
}
