package io.tillwatch.edge.ledger;

import io.tillwatch.edge.ledger.redis.RedisKeys;
import io.tillwatch.edge.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets idempotency keys that are older than a day: at least a day, whatever the wall clock does.
 * Where it jumps ahead, keys from before seem as much older as it jumped, so all are kept for that
 * much longer until a day has passed since. How long a node was away cannot be told from a jump,
 * and is taken for one.
 */
final class IdempotencySweep {
  static final Duration LIFE = Duration.ofHours(24);

  /** Clocks that are kept right are slewed by less between two sweeps. */
  private static final long TOLERANCE_MILLIS = 5_000;

  private static final int BATCH = 1000;
  private static final Logger LOG = LoggerFactory.getLogger(IdempotencySweep.class);

  /** The wall clock went ahead of steady time. */
  private record Jump(long steadyMillis, long byMillis) {}

  private final RedisLink redis;
  private final InstantSource time;
  private final LongSupplier steady;
  private final Deque<Jump> jumps = new ArrayDeque<>();
  private long wallBefore;
  private long steadyBefore;
  private boolean begun;

  /**
   * A sweep that has not begun.
   *
   * @param steady milliseconds that no step of the wall clock changes
   */
  IdempotencySweep(RedisLink redis, InstantSource time, LongSupplier steady) {
    this.redis = redis;
    this.time = time;
    this.steady = steady;
  }

  /** Forgets what is old; to be called from time to time. What fails is done with the next call. */
  Future<Void> sweep() {
    return begin()
        .compose(ready -> forget(oldest()))
        .onFailure(
            why ->
                LOG.atWarn()
                    .addKeyValue("error", why.getMessage())
                    .log("old idempotency keys could not be forgotten yet"));
  }

  /** Up to when, by the wall clock, the last run of this node swept. */
  private Future<Void> begin() {
    if (begun) {
      return Future.succeededFuture();
    }
    return redis
        .send(Request.cmd(Command.GET).arg(RedisKeys.SWEPT))
        .map(
            swept -> {
              steadyBefore = steady.getAsLong();
              wallBefore = swept == null ? time.millis() : swept.toLong();
              begun = true;
              return null;
            });
  }

  /** Keys from before this moment of the wall clock are older than a day. */
  private long oldest() {
    long wall = time.millis();
    long now = steady.getAsLong();
    long ahead = (wall - wallBefore) - (now - steadyBefore);
    if (ahead > TOLERANCE_MILLIS) {
      jumps.add(new Jump(now, ahead));
    }
    wallBefore = wall;
    steadyBefore = now;
    while (!jumps.isEmpty() && now - jumps.peek().steadyMillis() > LIFE.toMillis()) {
      jumps.remove();
    }
    return wall - LIFE.toMillis() - jumps.stream().mapToLong(Jump::byMillis).sum();
  }

  private Future<Void> forget(long before) {
    String index = RedisKeys.IDEMPOTENCY_ENTRIES;
    return redis
        .send(
            Request.cmd(Command.ZRANGEBYSCORE)
                .arg(index)
                .arg("-inf")
                .arg(before)
                .arg("LIMIT")
                .arg(0)
                .arg(BATCH))
        .compose(old -> old.size() == 0 ? noteSwept() : forget(index, old, before));
  }

  private Future<Void> forget(String index, Response old, long before) {
    Request delete = Request.cmd(Command.DEL);
    Request remove = Request.cmd(Command.ZREM).arg(index);
    old.forEach(
        key -> {
          delete.arg(key.toString());
          remove.arg(key.toString());
        });
    return redis
        .send(delete)
        .compose(gone -> redis.send(remove))
        .compose(gone -> old.size() == BATCH ? forget(before) : noteSwept());
  }

  private Future<Void> noteSwept() {
    return redis.send(Request.cmd(Command.SET).arg(RedisKeys.SWEPT).arg(wallBefore)).mapEmpty();
  }
}
