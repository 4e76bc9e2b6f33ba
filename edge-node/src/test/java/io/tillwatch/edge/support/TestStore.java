package io.tillwatch.edge.support;

import io.tillwatch.core.ledger.Committed;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channel;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.config.ConfigLoader;
import io.tillwatch.edge.config.EdgeConfig;
import io.tillwatch.edge.ledger.BrowseVerticle;
import io.tillwatch.edge.ledger.LedgerVerticle;
import io.tillwatch.edge.redis.EmbeddedRedis;
import io.tillwatch.edge.redis.RedisLink;
import io.tillwatch.edge.redis.StoreRedis;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** One store's ledger on a real Redis of its own, without cluster and web. */
public final class TestStore implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final StoreRedis redis;
  private final Bus bus;
  private final List<Committed> feed = new CopyOnWriteArrayList<>();

  public TestStore(String id, Path dir, String key) throws IOException {
    Path conf = dir.resolve(id + ".yaml");
    Files.createDirectories(dir);
    Files.writeString(
        conf,
        "store: {id: %s}\nhttp: {port: %d}\ncluster: {port: %d}\nredis: {port: %d}\ndataDir: %s\n"
            .formatted(id, Ports.free(), Ports.free(), Ports.free(), dir.resolve(id)));
    EdgeConfig config = ConfigLoader.load(conf, Map.of());
    redis = StoreRedis.start(config);
    bus = new Bus(vertx, new StoreId(id), new TestSeal(key), false);
    await(bus.subscribe(Channels.COMMITTED, feed::add));
    await(
        vertx.deployVerticle(
            new LedgerVerticle(bus, redis.endpoint(), false, InstantSource.system())));
    await(vertx.deployVerticle(new BrowseVerticle(bus, redis.endpoint())));
  }

  public Bus bus() {
    return bus;
  }

  public Vertx vertx() {
    return vertx;
  }

  /** What was announced so far, in order. */
  public List<Committed> feed() {
    return feed;
  }

  public EmbeddedRedis redis() {
    return (EmbeddedRedis) redis;
  }

  /** A link of the test's own to that Redis, which ends with the store. */
  public RedisLink link() {
    return await(RedisLink.open(vertx, redis.endpoint()));
  }

  public <Q, A> A ask(Channel<Q, A> channel, Q question) {
    return await(bus.ask(channel, question));
  }

  public static <T> T await(Future<T> future) {
    return await(future, 20);
  }

  /** Waits so many seconds at most. */
  public static <T> T await(Future<T> future, int seconds) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(seconds, TimeUnit.SECONDS);
    } catch (java.util.concurrent.ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (InterruptedException | java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    await(vertx.close());
    redis.close();
  }
}
