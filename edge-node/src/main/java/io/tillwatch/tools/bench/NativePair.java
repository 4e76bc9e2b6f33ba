package io.tillwatch.tools.bench;

import io.tillwatch.edge.redis.RedisLink;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Redis's own leader and replica, both with a node's durability. An op is committed when the leader
 * answers, applied when a reader that waits at the replica gets it, which is after the replica's
 * own sync. An op that arrives while the reader asks again waits for that: the denser ops are, the
 * more of them.
 */
final class NativePair implements ReplicatedPair {
  private static final Duration QUIET = Duration.ofSeconds(10);
  private static final long BLOCK_MILLIS = 1_000;

  private final NativeOp op;
  private final RedisServer leader;
  private final RedisServer replica;
  private final Vertx vertx = Vertx.vertx();
  private final RedisLink writer;
  private final RedisLink reader;
  private volatile Run run = new Run(new OpTimestamps(0), 0, 0);
  private volatile boolean closed;
  private volatile @Nullable BenchFailedException failure;
  private String last = "0-0";

  /** One measurement: the ops behind a number. */
  private record Run(OpTimestamps stamps, long before, int ops) {}

  /**
   * @param name of the two servers' folders
   * @param op what is written at the leader, again and again
   */
  NativePair(TemporaryStores temporary, String name, NativeOp op) {
    this.op = op;
    leader = RedisServer.leader(temporary.folder(name + "-leader"));
    replica = leader.replica(temporary.folder(name + "-replica"));
    writer = BlockingWait.on(RedisLink.open(vertx, leader.endpoint()));
    BlockingWait.on(op.prepare(writer));
    reader = BlockingWait.on(RedisLink.open(vertx, replica.endpoint()));
    BlockingWait.must("the replica follows", this::isFollowing);
    read();
  }

  @Override
  public OpTimestamps measure(SteadyRate pace) {
    Run begun = new Run(new OpTimestamps(pace.ops()), run.before() + run.ops(), pace.ops());
    run = begun;
    pace.send(nth -> write(begun, nth));
    BlockingWait.until(QUIET, () -> begun.stamps().isComplete() || failure != null);
    BenchFailedException broken = failure;
    if (broken != null) {
      throw broken;
    }
    return begun.stamps();
  }

  @Override
  public void close() {
    closed = true;
    BlockingWait.on(vertx.close());
    replica.close();
    leader.close();
  }

  private void write(Run begun, int nth) {
    Request write = op.write(begun.before() + nth + 1);
    begun.stamps().sent(nth, OpTimestamps.now());
    writer
        .send(write)
        .onSuccess(
            answer -> {
              begun.stamps().committed(nth, OpTimestamps.now());
              if (!op.isDone(answer)) {
                failure = new BenchFailedException("redis did not commit: " + answer, null);
              }
            })
        .onFailure(why -> failure = new BenchFailedException("redis did not commit", why));
  }

  private void read() {
    reader
        .send(
            Request.cmd(Command.XREAD)
                .arg("BLOCK")
                .arg(BLOCK_MILLIS)
                .arg("STREAMS")
                .arg(op.log())
                .arg(last))
        .onSuccess(
            streams -> {
              arrived(streams, OpTimestamps.now());
              read();
            })
        .onFailure(
            why -> {
              if (!closed) {
                failure = new BenchFailedException("the replica cannot be read", why);
              }
            });
  }

  private void arrived(Response streams, long now) {
    if (streams == null) {
      return;
    }
    for (Response entry :
        streams.getKeys().isEmpty() ? streams.get(0).get(1) : streams.get(op.log())) {
      last = entry.get(0).toString();
      long number = Long.parseLong(last.substring(last.indexOf('-') + 1));
      Run current = run;
      long nth = number - current.before() - 1;
      // what a run before this one left behind is nobody's any more
      if (nth >= 0 && nth < current.ops()) {
        current.stamps().applied((int) nth, now);
      }
    }
  }

  private boolean isFollowing() {
    return BlockingWait.on(reader.send(Request.cmd(Command.INFO).arg("replication")))
        .toString()
        .contains("master_link_status:up");
  }
}
