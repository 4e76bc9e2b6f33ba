package io.tillwatch.edge.proof;

import io.tillwatch.edge.support.Await;
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
import java.util.stream.Collectors;

/** The nodes of one retailer as processes on this machine, each with a data folder of its own. */
final class ProcessGroup implements AutoCloseable {
  private final Map<String, NodeProcess> nodes = new LinkedHashMap<>();
  private final Path keyFile;

  /** Prepares the stores; none runs yet. */
  ProcessGroup(Path dir, String... stores) {
    this(dir, List.of(stores), "");
  }

  /**
   * @param settings more YAML for every store's conf
   */
  ProcessGroup(Path dir, List<String> stores, String settings) {
    keyFile = dir.resolve("cluster.key");
    List<Integer> ports = new ArrayList<>();
    for (int i = 0; i < stores.size(); i++) {
      ports.add(Ports.free());
    }
    String members =
        ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(", "));
    String known = stores.stream().map(id -> "{id: " + id + "}").collect(Collectors.joining(", "));
    for (int i = 0; i < stores.size(); i++) {
      int http = Ports.free();
      Path data = dir.resolve(stores.get(i));
      String yaml =
          """
          store: {id: %s}
          http: {port: %d}
          redis: {port: %d}
          dataDir: %s
          cluster: {name: "proof-%d", port: %d, members: [%s], keyFile: %s}
          stores: [%s]
          fraud: {rulesFile: %s, catalogFile: %s}
          log: {level: info}
          %s
          """
              .formatted(
                  stores.get(i),
                  http,
                  Ports.free(),
                  data,
                  ports.get(0),
                  ports.get(i),
                  members,
                  keyFile,
                  known,
                  conf("rules.yaml"),
                  conf("catalog.yaml"),
                  settings);
      Path file = write(dir.resolve(stores.get(i) + ".yaml"), yaml);
      nodes.put(stores.get(i), new NodeProcess(stores.get(i), file, data, http));
    }
  }

  NodeProcess node(String store) {
    return nodes.get(store);
  }

  List<NodeProcess> nodes() {
    return List.copyOf(nodes.values());
  }

  /** Starts all at once and returns when every store hears every other. */
  ProcessGroup start() {
    nodes.values().forEach(NodeProcess::launch);
    nodes.values().forEach(NodeProcess::awaitReady);
    Await.until("all stores are connected", Duration.ofSeconds(60), this::areConnected);
    return this;
  }

  /** What a store holds, read from the node itself. */
  StoreHistory history(String store) {
    return StoreHistory.read(
        node(store).till(), new LogPuller(node(store), keyFile), nodes.keySet());
  }

  /** Waits until every store holds the same logs, and returns how long that took. */
  Duration awaitEqual(Duration patience) {
    long began = System.nanoTime();
    Await.until(
        "all stores hold the same positions: " + nodes.keySet(),
        patience,
        () -> nodes.values().stream().map(node -> node.till().positions()).distinct().count() == 1);
    return Duration.ofNanos(System.nanoTime() - began);
  }

  @Override
  public void close() {
    nodes.values().parallelStream().forEach(NodeProcess::close);
  }

  private boolean areConnected() {
    return nodes.values().stream().allMatch(node -> node.till().isConnectedTo(nodes.size() - 1));
  }

  private static Path conf(String name) {
    return Path.of("..", "conf", name).toAbsolutePath().normalize();
  }

  private static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
