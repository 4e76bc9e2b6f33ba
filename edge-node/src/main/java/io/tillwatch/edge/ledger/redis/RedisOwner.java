package io.tillwatch.edge.ledger.redis;

import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.edge.redis.RedisEndpoint;
import io.tillwatch.edge.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

/**
 * Says whose facts a Redis holds. Two stores that write into one would count each other's refund
 * rights as their own, and each would find the other's log in its own place.
 */
public final class RedisOwner {
  private RedisOwner() {}

  /** The store whose Redis this is; {@code self} where it was nobody's. */
  public static Future<String> owner(Vertx vertx, RedisEndpoint endpoint, StoreId self) {
    return RedisLink.open(vertx, endpoint)
        .compose(
            redis ->
                redis
                    .send(Request.cmd(Command.SETNX).arg(RedisKeys.STORE).arg(self.value()))
                    .compose(set -> redis.send(Request.cmd(Command.GET).arg(RedisKeys.STORE)))
                    .eventually(redis::close))
        .map(Response::toString);
  }
}
