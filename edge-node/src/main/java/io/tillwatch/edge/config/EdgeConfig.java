package io.tillwatch.edge.config;

import io.tillwatch.core.retail.StoreInfo;
import io.tillwatch.edge.config.binding.OptionalSetting;
import io.tillwatch.edge.config.binding.Require;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Everything an operator can set of one node, read once and complete. Relative paths are resolved
 * against the working directory, which the run scripts set to the project's root.
 *
 * @param dataDir this node's own folder; {@code data/<store id>} where absent
 * @param stores the retailer's stores, as far as known; this node's own is always among them
 * @param history how far back sales are known
 * @param standIn budget for refunds while the selling store cannot be asked
 * @param model how a trained model learns
 * @param keysFile where API keys are handed to the operator, and taken from at start; {@code
 *     <dataDir>/keys.json} where absent
 */
public record EdgeConfig(
    StoreConfig store,
    HttpConfig http,
    RedisConfig redis,
    @OptionalSetting Path dataDir,
    ClusterConfig cluster,
    ReplicationConfig replication,
    List<StoreConfig> stores,
    CameraConfig camera,
    PhotosConfig photos,
    FraudConfig fraud,
    HistoryConfig history,
    StandInConfig standIn,
    ModelConfig model,
    @OptionalSetting Path keysFile,
    WebhookConfig webhooks,
    LogConfig log) {

  public EdgeConfig {
    dataDir = dataDir == null ? Path.of("data", store.id()) : dataDir;
    photos = photos.in(dataDir);
    keysFile = keysFile == null ? dataDir.resolve("keys.json") : keysFile;
    store = completed(store, stores);
    stores = withOwn(store, stores);
    refuseSharedPorts(http, redis, cluster);
  }

  /** The stores as the fraud rules see them. */
  public List<StoreInfo> storeInfos() {
    return stores.stream().map(StoreConfig::toStoreInfo).toList();
  }

  /** Where the embedded Redis keeps its files. */
  public Path redisDir() {
    return dataDir.resolve("redis");
  }

  /** An entry of the list that names this store too says what its own settings leave out. */
  private static StoreConfig completed(StoreConfig own, List<StoreConfig> listed) {
    return listed.stream()
        .filter(each -> each.id().equals(own.id()))
        .findFirst()
        .map(own::completedBy)
        .orElse(own);
  }

  private static List<StoreConfig> withOwn(StoreConfig own, List<StoreConfig> listed) {
    List<StoreConfig> all = new ArrayList<>();
    all.add(own);
    Set<String> ids = new HashSet<>();
    for (StoreConfig each : listed) {
      Require.that(ids.add(each.id()), "stores", "names " + each.id() + " twice");
      if (!each.id().equals(own.id())) {
        all.add(each);
      }
    }
    return List.copyOf(all);
  }

  private static void refuseSharedPorts(HttpConfig http, RedisConfig redis, ClusterConfig cluster) {
    Set<Integer> taken = new HashSet<>(Set.of(http.port()));
    if (redis.mode() == RedisConfig.Mode.EMBEDDED) {
      Require.that(taken.add(redis.port()), "redis.port", twice(redis.port()));
    }
    Require.that(taken.add(cluster.port()), "cluster.port", twice(cluster.port()));
    Require.that(
        cluster.eventBusPort() == 0 || taken.add(cluster.eventBusPort()),
        "cluster.eventBusPort",
        twice(cluster.eventBusPort()));
    int tlsHttp = cluster.tls().enabled() ? cluster.tlsHttpAddress().port() : 0;
    Require.that(tlsHttp == 0 || taken.add(tlsHttp), "cluster.tls.httpPort", twice(tlsHttp));
  }

  private static String twice(int port) {
    return "is " + port + ", which another port of this node is already set to";
  }
}
