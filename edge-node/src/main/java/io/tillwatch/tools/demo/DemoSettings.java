package io.tillwatch.tools.demo;

import io.tillwatch.edge.config.ConfigLoader;
import io.tillwatch.edge.config.EdgeConfig;
import io.tillwatch.tools.demo.model.Shop;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the demo changes of the two shipped conf files: nothing, unless the operator names other
 * ports or another folder. Settings from the environment reach both nodes, but for those that two
 * nodes on one machine cannot share.
 *
 * @param basePort A's HTTP, Redis and cluster port are this and the next two, B's the three after
 *     them; 0: as in the conf files
 * @param data folder of the stores' data; null: as in the conf files
 */
record DemoSettings(int basePort, Path data, Map<String, String> environment) {
  static final String PREFIX = "TILLWATCH_";

  private static final int PORTS_PER_NODE = 3;

  /** Settings that name one node's own thing. */
  private static final Set<String> OF_ONE_NODE =
      Set.of(
          "TILLWATCH_STORE_ID",
          "TILLWATCH_STORE_NAME",
          "TILLWATCH_HTTP_PORT",
          "TILLWATCH_HTTP_PUBLIC_URL",
          "TILLWATCH_REDIS_PORT",
          "TILLWATCH_REDIS_URL",
          "TILLWATCH_REDIS_MODE",
          "TILLWATCH_REDIS_PASSWORD_FILE",
          "TILLWATCH_DATA_DIR",
          "TILLWATCH_CLUSTER_PORT",
          "TILLWATCH_CLUSTER_EVENT_BUS_PORT",
          "TILLWATCH_KEYS_FILE",
          "TILLWATCH_LOG_FILE");

  DemoSettings {
    environment = Map.copyOf(environment);
  }

  /** Settings of the caller's environment that cannot hold for two nodes and are left out. */
  Set<String> leftOut() {
    Map<String, String> found = new TreeMap<>(environment);
    found.keySet().retainAll(OF_ONE_NODE);
    return found.keySet();
  }

  /** The node's settings on top of its conf file, as environment variables. */
  Map<String, String> of(Shop shop) {
    Map<String, String> settings = new TreeMap<>(environment);
    settings.keySet().removeIf(name -> !name.startsWith(PREFIX) || OF_ONE_NODE.contains(name));
    if (basePort != 0) {
      addPorts(settings, shop);
    }
    if (data != null) {
      settings.put("TILLWATCH_DATA_DIR", data.resolve(storeId(shop)).toString());
      settings.put("TILLWATCH_CLUSTER_KEY_FILE", data.resolve("cluster.key").toString());
    }
    return settings;
  }

  EdgeConfig config(Shop shop) {
    return ConfigLoader.load(conf(shop), of(shop));
  }

  static Path conf(Shop shop) {
    return Path.of("conf", storeId(shop) + ".yaml");
  }

  private void addPorts(Map<String, String> settings, Shop shop) {
    int first = basePort + shop.ordinal() * PORTS_PER_NODE;
    settings.put("TILLWATCH_HTTP_PORT", Integer.toString(first));
    settings.put("TILLWATCH_REDIS_PORT", Integer.toString(first + 1));
    settings.put("TILLWATCH_CLUSTER_PORT", Integer.toString(clusterPort(shop)));
    settings.put(
        "TILLWATCH_CLUSTER_MEMBERS",
        "127.0.0.1:" + clusterPort(Shop.A) + ",127.0.0.1:" + clusterPort(Shop.B));
  }

  private int clusterPort(Shop shop) {
    return basePort + shop.ordinal() * PORTS_PER_NODE + 2;
  }

  private static String storeId(Shop shop) {
    return "store-" + shop.name().toLowerCase(Locale.ROOT);
  }
}
