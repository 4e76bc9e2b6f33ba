package io.tillwatch.edge;

import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Cluster;
import io.tillwatch.edge.checkout.model.StandInBudget;
import io.tillwatch.edge.config.ApiKeys;
import io.tillwatch.edge.config.ClusterKey;
import io.tillwatch.edge.config.DataDirectory;
import io.tillwatch.edge.config.EdgeConfig;
import io.tillwatch.edge.ledger.LedgerVerticle;
import io.tillwatch.edge.redis.StoreRedis;
import io.tillwatch.edge.replication.model.StoreId;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * One store's node: wiring only. Actors start in the order ledger, fraud, checkout, replication,
 * alerts, camera, web, so that an open port means ready; they stop together, Redis last.
 */
public final class EdgeNode {
  private final DataDirectory directory;
  private final StoreRedis redis;
  private final Vertx vertx;

  private EdgeNode(DataDirectory directory, StoreRedis redis, Vertx vertx) {
    this.directory = directory;
    this.redis = redis;
    this.vertx = vertx;
  }

  /**
   * Starts the node; completes when it serves. Blocks while Redis starts: not for an event loop.
   * What was started is stopped again where a later part fails.
   *
   * @throws io.tillwatch.edge.config.ConfigException where a setting cannot be met: a port is
   *     taken, a key file is malformed
   */
  public static Future<EdgeNode> start(EdgeConfig config) {
    DataDirectory directory = DataDirectory.take(config.dataDir());
    try {
      ClusterKey key = ClusterKey.load(config.cluster());
      ApiKeys apiKeys = ApiKeys.openAtStart(config);
      StoreRedis redis = StoreRedis.start(config);
      return Cluster.join(config.cluster())
          .compose(
              vertx -> {
                EdgeNode node = new EdgeNode(directory, redis, vertx);
                return node.deploy(config, key, apiKeys)
                    .map(node)
                    .recover(why -> node.stop().transform(done -> Future.failedFuture(why)));
              })
          .onFailure(why -> redis.close());
    } catch (RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  /** Stops every actor, leaves the cluster, then stops what Redis this node started. */
  public Future<Void> stop() {
    return vertx
        .close()
        .onComplete(
            closed -> {
              redis.close();
              directory.close();
            });
  }

  private Future<Void> deploy(EdgeConfig config, ClusterKey key, ApiKeys apiKeys) {
    InstantSource time = InstantSource.system();
    Bus bus = new Bus(vertx, new StoreId(config.store().id()), key);
    StandInBudget budget = new StandInBudget(limits(config));
    return inOrder(List.of(() -> new LedgerVerticle(bus, redis.endpoint(), time)));
  }

  private Future<Void> inOrder(List<Supplier<VerticleBase>> actors) {
    Future<Void> deployed = Future.succeededFuture();
    for (Supplier<VerticleBase> actor : actors) {
      deployed = deployed.compose(before -> vertx.deployVerticle(actor.get())).mapEmpty();
    }
    return deployed;
  }

  private static StandInBudget.Limits limits(EdgeConfig config) {
    return new StandInBudget.Limits(
        config.standIn().maxPerReturnMinor(),
        config.standIn().maxAmountMinor(),
        config.standIn().maxCount());
  }
}
