package io.tillwatch.edge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.core.checkout.GrantRequest;
import io.tillwatch.core.checkout.staff.StaffForward;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.photos.PhotoBytes;
import io.tillwatch.core.replication.protocol.Pull;
import io.tillwatch.core.replication.protocol.SnapshotPull;
import io.tillwatch.edge.bus.StoreChannels;
import io.tillwatch.edge.config.ConfigLoader;
import io.tillwatch.edge.config.keys.ClusterKey;
import io.tillwatch.edge.proof.Till.Answer;
import io.tillwatch.edge.support.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody without a key keeps what stores send each other and sends it again: frames of every
 * kind, of an earlier run and of this one, over bus and HTTP, to the right and to the wrong store.
 * Longer: {@code -Dtillwatch.oldFrames=100000}. Against another build, which must turn red where it
 * takes such frames: {@code -Dtillwatch.oldFrames.jar=JAR}.
 */
@Tag("proof")
class ReplayedFramesIT {
  private static final int FRAMES = Integer.getInteger("tillwatch.oldFrames", 4_000);
  private static final String JAR = System.getProperty("tillwatch.oldFrames.jar");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> STORES = List.of("store-a", "store-b");
  private static final int AT_ONCE = 64;
  private static final int CREATED = 201;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  void framesThatWereKeptGetNoDataChangeNothingAndCloseNobody(@TempDir Path dir) throws Exception {
    try (ProcessGroup group = new ProcessGroup(dir, STORES, GroupOptions.cuttable()).record()) {
      if (JAR != null) {
        group.nodes().forEach(node -> node.running(Path.of(JAR)));
      }
      List<SentFrame> kept = new ArrayList<>();
      group.start();
      traffic(group, "first", kept);
      int ofFirstRun = frames(group).size();
      group.nodes().forEach(NodeProcess::kill);
      group.nodes().forEach(NodeProcess::start);
      Await.until("both are connected", PATIENCE, () -> connected(group));
      traffic(group, "second", kept);
      group.awaitEqual(PATIENCE);
      kept.addAll(frames(group));
      System.out.printf(
          "ReplayedFramesIT: kept %s, %d of the first run%n", byAddress(kept), ofFirstRun);
      assertThat(byAddress(kept).keySet()).containsAll(kinds());
      Collections.shuffle(kept, new Random(1));
      Map<String, String> positions = settled(group);
      long before = refused(group);

      Map<Integer, Integer> statuses = overHttp(group, kept);
      int overBus = overBus(group, kept);

      long expected = before + counted(statuses) + overBus;
      Await.until("all are counted", PATIENCE, () -> refused(group) >= expected);
      assertThat(statuses.keySet()).as("answers").isSubsetOf(403, 409);
      Map<String, String> after = settled(group);
      assertThat(after).as("written: %s", written(group, positions)).isEqualTo(positions);
      assertThat(group.nodes()).allMatch(NodeProcess::isReady);
      Await.until("both are connected", PATIENCE, () -> connected(group));
      Answer sold = group.node("store-a").till().sell("after", "CU-after").orElseThrow();
      assertThat(sold.status()).isEqualTo(201);
      group.awaitEqual(PATIENCE);
      System.out.printf(
          "ReplayedFramesIT: answers by status %s, over the bus %d, refused %s%n",
          statuses, overBus, group.node("store-a").till().replication().path("refusedFrames"));
    }
  }

  /** Sales, refunds elsewhere, and what members ask each other; over the bus, then over HTTP. */
  private static void traffic(ProcessGroup group, String name, List<SentFrame> kept) {
    for (String way : List.of("bus", "http")) {
      if (way.equals("http")) {
        group.cutBus();
        // a grant that gets stuck in the cut would go back by itself a minute later
        Await.until("HTTP is the way", PATIENCE, () -> isWay(group, "http"));
      }
      for (int i = 0; i < 5; i++) {
        String customer = "CU-" + name + way + i;
        Till a = group.node("store-a").till();
        Till b = group.node("store-b").till();
        Answer sold = answered(() -> a.sell("s" + customer, customer));
        Await.until("B knows the receipt", PATIENCE, () -> b.knows(sold.receipt()));
        answered(() -> b.takeBack("r" + customer, customer, sold.receipt()));
      }
      group.awaitEqual(PATIENCE);
    }
    group.heal();
    Await.until("the bus is whole", PATIENCE, () -> connected(group));
    for (NodeProcess node : group.nodes()) {
      String other = node.store().equals("store-a") ? "store-b" : "store-a";
      kept.addAll(asked(node, other));
    }
  }

  private static boolean isWay(ProcessGroup group, String transport) {
    return group.nodes().stream()
        .map(node -> node.till().replication().path("peers").path(0).path("transport").asText())
        .allMatch(transport::equals);
  }

  /** Asks again, with the same key, until there is an answer. */
  private static Answer answered(Supplier<Optional<Answer>> request) {
    AtomicReference<Answer> answer = new AtomicReference<>();
    Await.until(
        "a till is answered",
        PATIENCE,
        () -> {
          request.get().ifPresent(answer::set);
          return answer.get() != null && answer.get().status() == CREATED;
        });
    return answer.get();
  }

  /** What a member asks now and then, in the other store's name. */
  private static List<SentFrame> asked(NodeProcess node, String other) {
    PeerFrames member = new PeerFrames(node, other);
    StoreId from = new StoreId(other);
    StoreId to = new StoreId(node.store());
    for (int i = 0; i < 5; i++) {
      member.ask(StoreChannels.PULL, new Pull(from, to, Position.START, 10));
      member.ask(StoreChannels.SNAPSHOT, new SnapshotPull(from, "", 10));
      member.ask(StoreChannels.PHOTO_BYTES, new PhotoBytes("0".repeat(64), null, null));
      member.ask(
          StoreChannels.GRANT, new GrantRequest("T-none-" + i, other, "R-none", List.of(), null));
      try {
        member.ask(StoreChannels.STAFF_FORWARD, new StaffForward(null));
      } catch (IllegalStateException nothingToForward) {
        assertThat(nothingToForward).hasMessageContaining("answered with status");
      }
    }
    return member.sent();
  }

  private static List<String> kinds() {
    return List.of(
        StoreChannels.HEARTBEAT.address(),
        StoreChannels.PUSH.address(),
        StoreChannels.SPECULATIVE_OP.address(),
        StoreChannels.PULL.address(),
        StoreChannels.SNAPSHOT.address(),
        StoreChannels.GRANT.address(),
        StoreChannels.STAFF_FORWARD.address(),
        StoreChannels.PHOTO_BYTES.address());
  }

  private Map<Integer, Integer> overHttp(ProcessGroup group, List<SentFrame> kept)
      throws Exception {
    Map<Integer, Integer> statuses = new TreeMap<>();
    Semaphore atOnce = new Semaphore(AT_ONCE);
    ClusterKey key =
        ClusterKey.load(ConfigLoader.load(group.nodes().get(0).conf(), Map.of()).cluster());
    // what is told ahead has no place over HTTP
    List<SentFrame> frames =
        kept.stream()
            .filter(frame -> !frame.isHello())
            .filter(frame -> !frame.address().equals(StoreChannels.SPECULATIVE_OP.address()))
            .flatMap(frame -> Stream.of(frame, frame.asBefore(key)))
            .toList();
    for (int i = 0; i < FRAMES / 2; i++) {
      SentFrame frame = frames.get(i / 2 % frames.size());
      NodeProcess node = group.node(STORES.get(i % 2));
      atOnce.acquire();
      post(node, frame)
          .whenComplete(
              (answer, failure) -> {
                synchronized (statuses) {
                  statuses.merge(failure == null ? answer.statusCode() : -1, 1, Integer::sum);
                }
                atOnce.release();
              });
    }
    atOnce.acquire(AT_ONCE);
    return statuses;
  }

  private CompletableFuture<HttpResponse<byte[]>> post(NodeProcess node, SentFrame frame) {
    return http.sendAsync(
        HttpRequest.newBuilder(node.uri().resolve("/cluster/v1/" + frame.address()))
            .header("Content-Type", "application/octet-stream")
            .timeout(PATIENCE)
            .POST(BodyPublishers.ofByteArray(frame.bytes()))
            .build(),
        BodyHandlers.ofByteArray());
  }

  private static int overBus(ProcessGroup group, List<SentFrame> kept) throws IOException {
    List<SentFrame> frames =
        kept.stream().filter(frame -> frame.busMessage() != null && !frame.isHello()).toList();
    int sent = 0;
    for (String store : STORES) {
      try (Socket line = new Socket(InetAddress.getLoopbackAddress(), group.busPort(store))) {
        for (int i = 0; i < FRAMES / 4; i++) {
          line.getOutputStream().write(frames.get(i % frames.size()).busMessageTo(store));
          sent++;
        }
        line.getOutputStream().flush();
      }
    }
    return sent;
  }

  private static List<SentFrame> frames(ProcessGroup group) {
    return group.recorded().stream().flatMap(stream -> SentFrame.in(stream).stream()).toList();
  }

  private static Map<String, Long> byAddress(List<SentFrame> frames) {
    return frames.stream()
        .collect(Collectors.groupingBy(SentFrame::address, TreeMap::new, Collectors.counting()));
  }

  private static long counted(Map<Integer, Integer> statuses) {
    return statuses.getOrDefault(403, 0) + statuses.getOrDefault(409, 0);
  }

  private static long refused(ProcessGroup group) {
    long refused = 0;
    for (NodeProcess node : group.nodes()) {
      JsonNode replication = node.till().replication();
      refused += replication.path("forgedFrames").asLong();
    }
    return refused;
  }

  private static boolean connected(ProcessGroup group) {
    return group.nodes().stream().allMatch(node -> node.till().isConnectedTo(1));
  }

  private static List<String> written(ProcessGroup group, Map<String, String> since) {
    List<String> written = new ArrayList<>();
    since.forEach(
        (store, position) ->
            new LogPuller(group.node(store))
                .log(store).stream()
                    .filter(op -> op.position().compareTo(Position.parse(position)) > 0)
                    .forEach(op -> written.add(store + " " + op.kind() + " " + op.body())));
    return written;
  }

  /** Positions of both stores once neither writes for itself any more. */
  private static Map<String, String> settled(ProcessGroup group) {
    List<Map<String, String>> seen = new ArrayList<>();
    Await.until(
        "nobody writes any more",
        PATIENCE,
        Duration.ofSeconds(1),
        () -> {
          seen.add(group.node("store-a").till().positions());
          seen.add(group.node("store-b").till().positions());
          int n = seen.size();
          return n >= 4 && seen.subList(n - 4, n).stream().distinct().count() == 1;
        });
    return seen.get(seen.size() - 1);
  }
}
