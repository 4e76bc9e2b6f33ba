package io.tillwatch.edge.support;

import io.tillwatch.edge.EdgeNode;
import io.tillwatch.edge.config.ConfigLoader;
import io.tillwatch.edge.config.EdgeConfig;
import io.tillwatch.edge.port.DemoScript;
import io.tillwatch.edge.port.NodeClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Real nodes of one group of stores on free ports of this machine, each with a Redis of its own.
 */
public final class TestNodes implements AutoCloseable {
  private final Map<String, EdgeConfig> configs = new LinkedHashMap<>();
  private final Map<String, EdgeNode> running = new LinkedHashMap<>();

  /** Prepares the stores with the shipped rules; none runs yet. */
  public TestNodes(Path dir, String... stores) {
    this(dir, Path.of("../conf/rules.yaml"), stores);
  }

  /** Prepares the stores; the first reads this rules file, the others copies of it. */
  public TestNodes(Path dir, Path rulesFile, String... stores) {
    this(dir, rulesFile, Map.of(), stores);
  }

  /** The same with these environment variables for every node. */
  public TestNodes(Path dir, Path rulesFile, Map<String, String> environment, String... stores) {
    this(dir, rulesFile, environment, unknownPlaces(stores));
  }

  /** Stores with their places, in the words of the settings: {@code , lat: 40.71, lon: -74.00}. */
  public TestNodes(Path dir, Map<String, String> places) {
    this(dir, Path.of("../conf/rules.yaml"), Map.of(), places);
  }

  private TestNodes(
      Path dir, Path rulesFile, Map<String, String> environment, Map<String, String> places) {
    String[] stores = places.keySet().toArray(String[]::new);
    List<Integer> clusterPorts = new ArrayList<>();
    for (int i = 0; i < stores.length; i++) {
      clusterPorts.add(Ports.free());
    }
    String members =
        String.join(", ", clusterPorts.stream().map(port -> "127.0.0.1:" + port).toList());
    String known =
        String.join(
            ", ",
            places.entrySet().stream()
                .map(store -> "{id: " + store.getKey() + store.getValue() + "}")
                .toList());
    for (int i = 0; i < stores.length; i++) {
      configs.put(
          stores[i],
          load(
              dir,
              stores[i],
              environment,
              """
              store: {id: %s}
              http: {port: %d}
              redis: {port: %d}
              dataDir: %s
              cluster: {name: "test-%d", port: %d, members: [%s], keyFile: %s}
              stores: [%s]
              camera: {source: demo, lanes: {A-77: 'folder:../camera/demo'}}
              fraud: {rulesFile: %s, catalogFile: ../conf/catalog.yaml}
              """
                  .formatted(
                      stores[i],
                      Ports.free(),
                      Ports.free(),
                      dir.resolve(stores[i]),
                      clusterPorts.get(0),
                      clusterPorts.get(i),
                      members,
                      dir.resolve("cluster.key"),
                      known,
                      i == 0
                          ? rulesFile
                          : copy(rulesFile, dir.resolve(stores[i] + "-rules.yaml")))));
    }
  }

  private static Map<String, String> unknownPlaces(String... stores) {
    Map<String, String> places = new LinkedHashMap<>();
    for (String store : stores) {
      places.put(store, "");
    }
    return places;
  }

  public EdgeConfig config(String store) {
    return configs.get(store);
  }

  /** Under load a whole node takes its time to start. */
  private static final int START_SECONDS = 60;

  public EdgeNode start(String store) {
    return start(store, Duration.ZERO);
  }

  /** Starts a store whose clock is ahead by this, behind where it is negative. */
  public EdgeNode start(String store, Duration ahead) {
    return start(store, InstantSource.offset(InstantSource.system(), ahead));
  }

  /** Starts a store that goes by this clock, which may jump ahead while it runs. */
  public EdgeNode start(String store, InstantSource clock) {
    return start(store, NodeClock.of(clock));
  }

  /** The same, and lets time go by as this says. */
  public EdgeNode start(String store, NodeClock clock) {
    EdgeNode node = TestStore.await(EdgeNode.start(configs.get(store), clock), START_SECONDS);
    running.put(store, node);
    return node;
  }

  /** Starts a store whose dashboard can have the demo's script played. */
  public EdgeNode startForDemo(String store, DemoScript script) {
    EdgeNode node =
        TestStore.await(EdgeNode.startForDemo(configs.get(store), script), START_SECONDS);
    running.put(store, node);
    return node;
  }

  public EdgeNode node(String store) {
    return running.get(store);
  }

  public void stop(String store) {
    TestStore.await(running.remove(store).stop());
  }

  @Override
  public void close() {
    List.copyOf(running.keySet()).forEach(this::stop);
  }

  private static Path copy(Path file, Path to) {
    try {
      return Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EdgeConfig load(
      Path dir, String store, Map<String, String> environment, String yaml) {
    try {
      Path file = Files.writeString(dir.resolve(store + ".yaml"), yaml);
      return ConfigLoader.load(file, environment);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
