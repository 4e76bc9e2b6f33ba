package io.tillwatch.edge.ledger;

import io.tillwatch.core.ledger.LedgerQuery;
import io.tillwatch.edge.async.ConcurrencyLimit;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.port.LedgerUnavailableException;
import io.tillwatch.edge.redis.RedisEndpoint;
import io.tillwatch.edge.redis.RedisLink;
import io.tillwatch.edge.redis.RedisUnavailableException;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the ledger for people and other systems, on a connection and an event loop of its own: what
 * they ask for is never in front of a sale. A few pages are read at a time, the others wait their
 * turn. What was read is handed out once the ledger has told all actors what its Redis had by then,
 * so nobody sees here a fact that scoring has not heard of.
 */
public final class BrowseVerticle extends VerticleBase {
  private static final int PAGES_AT_ONCE = 2;
  private static final int PAGES_WAITING = 500;

  private final Bus bus;
  private final RedisEndpoint endpoint;
  private final ConcurrencyLimit pages = new ConcurrencyLimit(PAGES_AT_ONCE, PAGES_WAITING);
  private @Nullable RedisLink redis;

  public BrowseVerticle(Bus bus, RedisEndpoint endpoint) {
    this.bus = bus;
    this.endpoint = endpoint;
  }

  @Override
  public Future<?> start() {
    return RedisLink.open(vertx, endpoint).compose(this::serve);
  }

  private Future<?> serve(RedisLink link) {
    redis = link;
    FactReader facts = new FactReader(vertx, link);
    Blobs blobs = new Blobs(link);
    return Future.all(
        List.of(
            bus.handle(Channels.BROWSE, query -> pages.pass(() -> told(facts.page(query)))),
            bus.handle(Channels.BROWSE_FACTS, query -> told(facts.facts(query))),
            bus.handle(Channels.BLOB_GET, name -> named(blobs.get(name)))));
  }

  @Override
  public Future<?> stop() {
    return redis == null ? Future.succeededFuture() : redis.close();
  }

  /**
   * A fact that was read here was written on the ledger's own connection before the question that
   * follows on it, so its announcement comes before that question's answer.
   */
  private <T> Future<T> told(Future<T> read) {
    return named(
        read.compose(found -> bus.ask(Channels.READ_BARRIER, LedgerQuery.READ_BARRIER).map(found)));
  }

  private static <T> Future<T> named(Future<T> answer) {
    return answer.recover(
        why ->
            Future.failedFuture(
                why instanceof RedisUnavailableException
                    ? new LedgerUnavailableException("the ledger's Redis does not answer", why)
                    : why));
  }
}
