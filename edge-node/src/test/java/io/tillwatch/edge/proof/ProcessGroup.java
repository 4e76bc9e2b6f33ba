package io.tillwatch.edge.proof;

import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.FaultProxy;
import io.tillwatch.edge.support.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The nodes of one retailer as processes on this machine, each with a data folder of its own. */
final class ProcessGroup implements AutoCloseable {
  /** Asking more often would take from the stores the time in which they catch up. */
  private static final Duration LOOK_AT_POSITIONS = Duration.ofMillis(25);

  private static final int MOST_READINGS = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String CONF =
      """
      store: {id: %s}
      http: {port: %d, publicUrl: "http://127.0.0.1:%d"}
      redis: %s
      dataDir: %s
      cluster:
        name: "proof-%d"
        port: %d
        eventBusPort: %d
        publicAddress: "127.0.0.1:%d"
        eventBusPublicAddress: "127.0.0.1:%d"
        members: [%s]
        keyFile: %s
      stores: [%s]
      fraud: {rulesFile: %s, catalogFile: %s}
      log: {level: info}
      %s
      """;

  private final Map<String, NodeProcess> nodes = new LinkedHashMap<>();
  private final List<FaultProxy> proxies = new ArrayList<>();

  /**
   * Prepares the stores; none runs yet.
   *
   * @param faults whether the stores reach each other through proxies, which can be cut
   * @param settings more YAML for every store's conf
   */
  ProcessGroup(Path dir, List<String> stores, boolean faults, String settings) {
    this(dir, stores, faults, settings, store -> "{port: " + Ports.free() + "}");
  }

  /**
   * The same with another Redis.
   *
   * @param redis YAML of a store's {@code redis}
   */
  ProcessGroup(
      Path dir, List<String> stores, boolean faults, String settings, UnaryOperator<String> redis) {
    List<Integer> ports = stores.stream().map(store -> Ports.free()).toList();
    List<Integer> reached = ports.stream().map(port -> faults ? proxy(port) : port).toList();
    String members =
        reached.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(", "));
    String known = stores.stream().map(id -> "{id: " + id + "}").collect(Collectors.joining(", "));
    Path rules = GenerousRules.write(dir);
    for (int i = 0; i < stores.size(); i++) {
      int http = Ports.free();
      int bus = Ports.free();
      Path data = dir.resolve(stores.get(i));
      String yaml =
          CONF.formatted(
              stores.get(i),
              http,
              faults ? proxy(http) : http,
              redis.apply(stores.get(i)),
              data,
              ports.get(0),
              ports.get(i),
              bus,
              reached.get(i),
              faults ? proxy(bus) : bus,
              members,
              dir.resolve("cluster.key"),
              known,
              rules,
              GenerousRules.conf("catalog.yaml"),
              settings);
      Path file = write(dir.resolve(stores.get(i) + ".yaml"), yaml);
      nodes.put(stores.get(i), new NodeProcess(stores.get(i), file, data, http));
    }
  }

  /** Nodes that were prepared elsewhere; none runs yet. */
  ProcessGroup(List<NodeProcess> prepared) {
    prepared.forEach(node -> nodes.put(node.store(), node));
  }

  NodeProcess node(String store) {
    return nodes.get(store);
  }

  List<NodeProcess> nodes() {
    return List.copyOf(nodes.values());
  }

  Set<String> stores() {
    return nodes.keySet();
  }

  /** Starts all at once and returns when every store hears every other. */
  ProcessGroup start() {
    try {
      nodes.values().forEach(NodeProcess::launch);
      nodes.values().forEach(NodeProcess::awaitReady);
      Await.until("all stores are connected", Duration.ofSeconds(60), this::areConnected);
      return this;
    } catch (AssertionError e) {
      close();
      throw e;
    }
  }

  /** No store reaches any other from now on; tills reach them all. */
  void cut() {
    proxies.forEach(FaultProxy::cut);
  }

  /** Between stores each chunk is lost with this probability, and its connection falls silent. */
  void lose(double share) {
    proxies.forEach(proxy -> proxy.lose(share));
  }

  void heal() {
    proxies.forEach(FaultProxy::heal);
  }

  /**
   * What every store holds, read from the nodes themselves, at a moment when all have the same
   * positions: a node goes on writing for itself, a grant that a crash left behind is given back.
   */
  List<StoreHistory> histories() {
    for (int i = 0; i < MOST_READINGS; i++) {
      awaitEqual(PATIENCE);
      Set<Map<String, String>> before = positions();
      List<StoreHistory> read = readHistories();
      if (before.size() == 1 && positions().equals(before)) {
        return read;
      }
    }
    throw new AssertionError(
        "a store wrote each of " + MOST_READINGS + " times that all were read: " + positions());
  }

  private Set<Map<String, String>> positions() {
    return nodes.values().stream().map(node -> node.till().positions()).collect(Collectors.toSet());
  }

  private List<StoreHistory> readHistories() {
    return nodes.values().stream()
        .map(node -> StoreHistory.read(node.till(), new LogPuller(node), nodes.keySet()))
        .toList();
  }

  /** Waits until every store holds the same logs, and returns how long that took. */
  Duration awaitEqual(Duration patience) {
    long began = System.nanoTime();
    Await.until(
        "all stores hold the same positions: " + nodes.keySet(),
        patience,
        LOOK_AT_POSITIONS,
        () -> positions().size() == 1);
    return Duration.ofNanos(System.nanoTime() - began);
  }

  @Override
  public void close() {
    heal();
    nodes.values().parallelStream().forEach(NodeProcess::close);
    proxies.forEach(FaultProxy::close);
  }

  private boolean areConnected() {
    return nodes.values().stream().allMatch(node -> node.till().isConnectedTo(nodes.size() - 1));
  }

  private int proxy(int port) {
    FaultProxy proxy = new FaultProxy(port);
    proxies.add(proxy);
    return proxy.port();
  }

  private static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
