package io.tillwatch.edge;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.protocol.Instance;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.bus.Cluster;
import io.tillwatch.edge.config.EdgeConfig;
import io.tillwatch.edge.config.binding.ConfigException;
import io.tillwatch.edge.config.files.DataDirectory;
import io.tillwatch.edge.config.keys.ApiKeys;
import io.tillwatch.edge.config.keys.ClusterKey;
import io.tillwatch.edge.port.DemoScript;
import io.tillwatch.edge.port.NodeClock;
import io.tillwatch.edge.redis.StoreRedis;
import io.tillwatch.edge.web.access.LocalIdentities;
import io.tillwatch.edge.web.access.Page;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One store's node: what it takes, in which order it starts, and how it is given back. */
public final class EdgeNode {
  private static final Logger LOG = LoggerFactory.getLogger(EdgeNode.class);
  private static final long KEYS_WATCH_MILLIS = 1_000;

  private final EdgeConfig config;
  private final DataDirectory directory;
  private final StoreRedis redis;
  private final Vertx vertx;
  private final Bus bus;
  private final LocalIdentities access;
  private final Promise<Instance> outranked = Promise.promise();
  private final AtomicReference<Promise<Void>> stopping = new AtomicReference<>();

  private EdgeNode(
      EdgeConfig config,
      DataDirectory directory,
      StoreRedis redis,
      Vertx vertx,
      Bus bus,
      LocalIdentities access) {
    this.config = config;
    this.directory = directory;
    this.redis = redis;
    this.vertx = vertx;
    this.bus = bus;
    this.access = access;
  }

  /**
   * Starts the node; completes when it serves. Blocks while Redis starts: not for an event loop.
   * What was started is stopped again where a later part fails.
   *
   * @throws io.tillwatch.edge.config.binding.ConfigException where a setting cannot be met: a port
   *     is taken, a key file is malformed
   */
  public static Future<EdgeNode> start(EdgeConfig config) {
    return start(config, NodeTime.ofProcess());
  }

  /** The same for a store whose dashboard can have the demo's script played. */
  public static Future<EdgeNode> startForDemo(EdgeConfig config, DemoScript demo) {
    return start(config, NodeTime.ofProcess(), demo);
  }

  /** The same by another wall clock than the process's own. */
  public static Future<EdgeNode> start(EdgeConfig config, InstantSource time) {
    return start(config, NodeClock.of(time));
  }

  /** The same by another clock. */
  public static Future<EdgeNode> start(EdgeConfig config, NodeClock time) {
    return start(config, time, null);
  }

  /**
   * The same.
   *
   * @param demo what the dashboard can have played in this store; null for a store that is none of
   *     the demo
   */
  public static Future<EdgeNode> start(
      EdgeConfig config, NodeClock time, @Nullable DemoScript demo) {
    DataDirectory directory = DataDirectory.take(config.dataDir());
    try {
      ClusterKey key = ClusterKey.load(config.cluster());
      ApiKeys apiKeys = ApiKeys.openAtStart(config);
      LocalIdentities access = localAccess(config, time);
      StoreRedis redis = StoreRedis.start(config);
      PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
      return Cluster.join(config.cluster(), meters)
          .compose(
              vertx -> {
                StoreId self = new StoreId(config.store().id());
                Bus bus = new Bus(vertx, self, key, config.cluster().acceptOldFrames());
                EdgeNode node = new EdgeNode(config, directory, redis, vertx, bus, access);
                return new Actors(config, bus, redis.endpoint(), apiKeys, access, time, meters)
                    .playing(demo)
                    .deploy(vertx)
                    .compose(deployed -> bus.subscribe(Channels.OUTRANKED, node::giveWay))
                    .onSuccess(listening -> node.watch(apiKeys))
                    .map(node)
                    .recover(why -> node.stop().transform(done -> Future.failedFuture(why)));
              })
          .onFailure(why -> giveBack(redis, directory));
    } catch (RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  /** Completes where another node runs this store and was there first; this one stops itself. */
  public Future<Instance> outranked() {
    return outranked.future();
  }

  private void giveWay(Instance elder) {
    outranked.tryComplete(elder);
    stop();
  }

  /** How the actors of this node are asked, for whoever runs it inside a JVM of their own. */
  public Bus bus() {
    return bus;
  }

  /** A link that opens a page once, signed in; each call makes a new one. */
  public URI link(Page page) {
    return config.http().publicUrl().resolve(page.path() + "#code=" + access.sessions().code(page));
  }

  private static LocalIdentities localAccess(EdgeConfig config, InstantSource time) {
    try {
      return LocalIdentities.open(config.dataDir(), time);
    } catch (IOException e) {
      throw new ConfigException(
          "dataDir",
          "the kiosks or staff in " + config.dataDir() + " cannot be read: " + e.getMessage(),
          "mend the file, or move it away: kiosks sign in again, staff get new PINs");
    }
  }

  /** Sees the keys that the command line makes or revokes beside this node, and the kiosks. */
  private void watch(ApiKeys keys) {
    vertx.setPeriodic(
        KEYS_WATCH_MILLIS,
        tick -> {
          readAgain("API keys", keys::refresh);
          readAgain("paired kiosks", access::refresh);
        });
  }

  /** One file that cannot be read keeps nobody from the others: a key may have been revoked. */
  private void readAgain(String what, Callable<?> reading) {
    vertx
        .executeBlocking(reading)
        .onFailure(
            why ->
                LOG.atWarn()
                    .addKeyValue("error", why.getMessage())
                    .log("cannot read the " + what + " again"));
  }

  /** Stops every actor, leaves the cluster, then stops what Redis this node started; once. */
  public Future<Void> stop() {
    Promise<Void> stopped = Promise.promise();
    Promise<Void> before = stopping.compareAndExchange(null, stopped);
    if (before != null) {
      return before.future();
    }
    vertx
        .close()
        .onComplete(
            closed ->
                // Redis takes its time to write, and an event loop must not wait for it
                new Thread(
                        () -> {
                          giveBack(redis, directory);
                          stopped.complete(null, closed.cause());
                        },
                        "give-back")
                    .start());
    return stopped.future();
  }

  /** Both may be given back twice: a node that failed to start stopped itself already. */
  private static void giveBack(StoreRedis redis, DataDirectory directory) {
    redis.close();
    directory.close();
  }
}
