package io.tillwatch.edge.ledger;

import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.redis.RedisEndpoint;
import io.tillwatch.edge.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Gives the ledger its Redis connection and its event loop: the only writer of this store's log.
 * Every fact, local or applied, is announced on {@link Channels#COMMITTED} once it is on disk.
 */
public final class LedgerVerticle extends VerticleBase {
  private final Bus bus;
  private final RedisEndpoint endpoint;
  private final boolean allowUnsafe;
  private final InstantSource time;
  private @Nullable RedisLedger ledger;

  /**
   * @param allowUnsafe a Redis that may lose facts is warned of, and the node stays ready
   */
  public LedgerVerticle(Bus bus, RedisEndpoint endpoint, boolean allowUnsafe, InstantSource time) {
    this.bus = bus;
    this.endpoint = endpoint;
    this.allowUnsafe = allowUnsafe;
    this.time = time;
  }

  @Override
  public Future<?> start() {
    return RedisLink.open(vertx, endpoint)
        .compose(link -> new ReceiptKeyMigration(link).unite().compose(united -> serve(link)));
  }

  private Future<?> serve(RedisLink link) {
    ledger = new RedisLedger(context, bus, link, allowUnsafe, time);
    return ledger.serve();
  }

  @Override
  public Future<?> stop() {
    return ledger == null ? Future.succeededFuture() : ledger.close();
  }
}
