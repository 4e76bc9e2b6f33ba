package io.tillwatch.edge.proof;

import io.tillwatch.edge.proof.Reachability.Pair;
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
import java.util.Set;
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
  private final NetworkLinks lines =
      new NetworkLinks((port, called) -> SocketOwners.whose(port, called, nodes()));
  private final StandInLimits standIn;
  private final Reachability contact;
  private ReconnectionWatch watch;
  private final Map<String, Integer> busPorts = new LinkedHashMap<>();
  private final List<Integer> busWays = new ArrayList<>();

  /** Prepares the stores; none runs yet. */
  ProcessGroup(Path dir, List<String> stores, GroupOptions options) {
    standIn = options.standIn();
    List<Integer> ports = stores.stream().map(store -> Ports.free()).toList();
    List<Integer> reached = new ArrayList<>();
    for (int i = 0; i < stores.size(); i++) {
      reached.add(way(options, stores.get(i), ports.get(i)));
    }
    String members =
        reached.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(", "));
    String known = stores.stream().map(id -> "{id: " + id + "}").collect(Collectors.joining(", "));
    Path rules = GenerousRules.write(dir, options.staleAfterMinutes());
    for (int i = 0; i < stores.size(); i++) {
      String store = stores.get(i);
      int http = Ports.free();
      int bus = Ports.free();
      int busWay = way(options, store, bus);
      busPorts.put(store, bus);
      busWays.add(busWay);
      Path data = dir.resolve(store);
      String yaml =
          CONF.formatted(
              store,
              http,
              way(options, store, http),
              options.redis().apply(store),
              data,
              ports.get(0),
              ports.get(i),
              bus,
              reached.get(i),
              busWay,
              members,
              dir.resolve("cluster.key"),
              known,
              rules,
              GenerousRules.conf("catalog.yaml"),
              standIn.yaml());
      Path file = write(dir.resolve(store + ".yaml"), yaml);
      nodes.put(store, new NodeProcess(store, file, data, http));
    }
    contact = untouched();
  }

  /** Nodes that were prepared elsewhere; none runs yet. */
  ProcessGroup(List<NodeProcess> prepared) {
    standIn = StandInLimits.DEFAULT;
    prepared.forEach(node -> nodes.put(node.store(), node));
    contact = untouched();
  }

  /** Nobody runs yet; from now on every node says when it does. */
  private Reachability untouched() {
    Reachability made = new Reachability(nodes.keySet());
    nodes.keySet().forEach(made::down);
    nodes.values().forEach(node -> node.tells(made));
    return made;
  }

  /** Which stores could talk to each other, and when. */
  Reachability contact() {
    return contact;
  }

  /** What the conf lets each store pay on its own word. */
  StandInLimits standIn() {
    return standIn;
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
    return start(List.copyOf(nodes.keySet()));
  }

  /** The same with these stores; the others are closed. */
  ProcessGroup start(List<String> opening) {
    try {
      watch = new ReconnectionWatch(contact, nodes);
      opening.forEach(store -> node(store).launch());
      opening.forEach(store -> node(store).awaitReady());
      awaitTalking();
      return this;
    } catch (AssertionError e) {
      close();
      throw e;
    }
  }

  /** Waits until all that run and whose line is whole hear each other. */
  void awaitTalking() {
    Await.until("all open stores are connected", PATIENCE, () -> contact.mending().isEmpty());
  }

  /** No store reaches any other from now on; tills reach them all. */
  void cut() {
    contact.cut();
    lines.cut();
  }

  /** These two do not reach each other from now on. */
  void cut(Pair pair) {
    contact.cut(pair);
    lines.cut(pair);
  }

  /** From now on each byte between stores takes so long. */
  void late(Duration delay) {
    lines.late(delay);
  }

  /** The event bus carries nothing from now on; HTTP between nodes does. */
  void cutBus() {
    busWays.forEach(lines::cut);
  }

  /** Keeps what nodes that start from now on send each other. */
  ProcessGroup record() {
    lines.record();
    return this;
  }

  /** What nodes sent each other, connection by connection. */
  List<byte[]> recorded() {
    return lines.recorded();
  }

  /** Where a store's event bus listens. */
  int busPort(String store) {
    return busPorts.get(store);
  }

  /** Between stores each chunk is lost with this probability, and its connection falls silent. */
  void lose(double share) {
    contact.lose();
    lines.lose(share);
  }

  void heal() {
    contact.heal();
    lines.heal();
  }

  /**
   * What every store that runs holds, read from the nodes themselves, at a moment when all have the
   * same positions: a node goes on writing for itself, a grant that a crash left behind is given
   * back.
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

  private List<NodeProcess> running() {
    return nodes.values().stream().filter(NodeProcess::isRunning).toList();
  }

  private Set<Map<String, String>> positions() {
    return running().stream().map(node -> node.till().positions()).collect(Collectors.toSet());
  }

  private List<StoreHistory> readHistories() {
    return running().stream()
        .map(node -> StoreHistory.read(node.till(), new LogPuller(node), nodes.keySet()))
        .toList();
  }

  /** Waits until every store that runs holds the same logs, and returns how long that took. */
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
    if (watch != null) {
      watch.close();
    }
    heal();
    nodes.values().parallelStream().forEach(NodeProcess::close);
    lines.close();
  }

  private int way(GroupOptions options, String store, int port) {
    return options.faults() ? lines.to(store, port) : port;
  }

  private static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
