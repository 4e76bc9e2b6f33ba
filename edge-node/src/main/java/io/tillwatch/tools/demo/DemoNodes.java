package io.tillwatch.tools.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.edge.config.EdgeConfig;
import io.tillwatch.edge.config.binding.ConfigException;
import io.tillwatch.tools.demo.Terminal.Tone;
import io.tillwatch.tools.demo.model.Shop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The two stores' nodes on this machine: both start, or neither stays. */
final class DemoNodes implements AutoCloseable {
  private static final Duration START_PATIENCE = Duration.ofSeconds(180);
  private static final Duration JOIN_PATIENCE = Duration.ofSeconds(60);

  private final Terminal terminal;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(1))
          .build();
  private final List<DemoNode> nodes = new ArrayList<>();
  private boolean closed;

  DemoNodes(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * Starts both nodes and waits until each is ready and hears the other.
   *
   * @return a client for each store
   */
  Map<Shop, StoreClient> start(DemoSettings settings) {
    long began = System.nanoTime();
    Map<Shop, EdgeConfig> configs = configs(settings);
    configs.forEach((shop, config) -> refuseTakenPorts(shop, config));
    configs.forEach((shop, config) -> startOne(shop, config, settings));
    Map<Shop, StoreClient> stores = new EnumMap<>(Shop.class);
    for (DemoNode node : List.copyOf(nodes)) {
      awaitReady(node, began);
      stores.put(
          node.shop(), StoreClient.of(node.config().http().publicUrl(), node.config().keysFile()));
    }
    awaitConnected(stores);
    terminal.line("The stores hear each other after " + since(began));
    return stores;
  }

  /** The nodes, in the order of their names. */
  synchronized List<DemoNode> all() {
    return List.copyOf(nodes);
  }

  /** Stops both nodes; returns when they have ended. Doing so twice is doing it once. */
  @Override
  public synchronized void close() {
    closed = true;
    nodes.parallelStream().forEach(DemoNode::stop);
    nodes.clear();
  }

  private static Map<Shop, EdgeConfig> configs(DemoSettings settings) {
    try {
      Map<Shop, EdgeConfig> configs = new EnumMap<>(Shop.class);
      for (Shop shop : Shop.values()) {
        configs.put(shop, settings.config(shop));
      }
      return configs;
    } catch (ConfigException e) {
      throw new DemoFailedException(DemoFailedException.UNUSABLE, e.getMessage());
    }
  }

  private static void refuseTakenPorts(Shop shop, EdgeConfig config) {
    String host = config.http().host();
    for (int port :
        new int[] {config.http().port(), config.redis().port(), config.cluster().port()}) {
      try (ServerSocket probe = new ServerSocket()) {
        probe.setReuseAddress(true);
        probe.bind(new InetSocketAddress(host, port));
      } catch (IOException e) {
        throw new DemoFailedException(
            DemoFailedException.UNUSABLE,
            shop.title()
                + " cannot use port "
                + port
                + " ("
                + e.getMessage()
                + "); stop what uses it (a store's node of this folder, perhaps), or choose"
                + " others with --base-port 18000 --data data/demo");
      }
    }
  }

  private synchronized void startOne(Shop shop, EdgeConfig config, DemoSettings settings) {
    if (closed) {
      throw new DemoFailedException(DemoFailedException.BROKEN, "stopped while starting");
    }
    Path log = config.dataDir().resolve("demo.log");
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new DemoFailedException(config.dataDir() + " cannot be made: " + e, e);
    }
    nodes.add(DemoNode.start(shop, DemoSettings.conf(shop), config, settings.of(shop), log));
    terminal.line(shop.title() + " starts; its log is " + log);
  }

  private void awaitReady(DemoNode node, long began) {
    Optional<Boolean> ready =
        Await.until(
            START_PATIENCE,
            () ->
                node.isReady(http)
                    ? Optional.of(true)
                    : ended(node) ? Optional.of(false) : Optional.empty());
    if (!ready.orElse(false)) {
      throw new DemoFailedException(
          node.isRunning() ? DemoFailedException.BROKEN : node.exitCode(),
          node.shop().title() + " does not start: " + node.lastWords());
    }
    terminal.line(
        node.shop().title()
            + " is ready after "
            + since(began)
            + " at "
            + terminal.paint(Tone.STRONG, node.config().http().publicUrl().toString()));
  }

  private static boolean ended(DemoNode node) {
    return !node.isRunning();
  }

  /** Returns once each store says that it hears the other. */
  static void awaitConnected(Map<Shop, StoreClient> stores) {
    for (Shop shop : Shop.values()) {
      Await.must(
          JOIN_PATIENCE,
          () -> isConnected(shop.in(stores).replication()),
          () ->
              new DemoFailedException(
                  DemoFailedException.BROKEN,
                  shop.title() + " does not hear the other store; see both logs"));
    }
  }

  private static boolean isConnected(JsonNode replication) {
    for (JsonNode peer : replication.path("peers")) {
      if (peer.path("state").asText().equals("CONNECTED")) {
        return true;
      }
    }
    return false;
  }

  private static String since(long began) {
    return String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - began) / 1e9);
  }
}
