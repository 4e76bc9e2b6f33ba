package io.tillwatch.edge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody starts a second node under a store's id on another machine, where it does not reach the
 * first one: both live until a peer has heard both.
 */
@Tag("proof")
class TwoNodesOfOneStoreIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int OUTRANKED = 4;

  @Test
  void theYoungerEndsWithItsExitCodeAndTheElderGoesOnSelling(@TempDir Path dir) throws Exception {
    try (ProcessGroup group =
        new ProcessGroup(dir, List.of("store-a", "store-b"), GroupOptions.direct())) {
      group.start();
      NodeProcess elder = group.node("store-a");
      NodeProcess peer = group.node("store-b");
      assertThat(elder.till().sell("before", "CU-1").orElseThrow().status()).isEqualTo(201);
      try (NodeProcess younger = younger(dir, peer)) {
        long began = System.nanoTime();
        younger.launch();
        Await.until("the younger has ended", PATIENCE, younger::hasEnded);
        System.out.printf(
            "TwoNodesOfOneStoreIT: the younger ended after %d ms%n", millisSince(began));

        assertThat(younger.exitCode()).as(younger.lastWords()).isEqualTo(OUTRANKED);
        assertThat(younger.lastWords()).contains("another node runs this store");
      }
      assertThat(elder.isRunning()).isTrue();
      long alone = System.nanoTime();
      Await.until("the elder and its peer are connected", PATIENCE, () -> connected(group));
      assertThat(elder.till().sell("after", "CU-2").orElseThrow().status()).isEqualTo(201);
      group.awaitEqual(PATIENCE);
      System.out.printf("TwoNodesOfOneStoreIT: level again after %d ms%n", millisSince(alone));
      assertThat(group.nodes()).allMatch(NodeProcess::isReady);
    }
  }

  /** A node of the same store that reaches the peer, by HTTP, and nobody else. */
  private static NodeProcess younger(Path dir, NodeProcess peer) throws IOException {
    int http = Ports.free();
    int cluster = Ports.free();
    Path home = Files.createDirectories(dir.resolve("younger"));
    Path conf =
        Files.writeString(
            home.resolve("store-a.yaml"),
            """
            store: {id: store-a}
            http: {port: %d}
            redis: {port: %d}
            dataDir: %s
            cluster: {name: younger-%d, port: %d, members: ["127.0.0.1:%d"], keyFile: %s}
            replication: {httpPeers: {store-b: "%s"}}
            stores: [{id: store-a}, {id: store-b}]
            fraud: {rulesFile: %s, catalogFile: %s}
            """
                .formatted(
                    http,
                    Ports.free(),
                    home.resolve("data"),
                    cluster,
                    cluster,
                    cluster,
                    dir.resolve("cluster.key"),
                    peer.uri(),
                    GenerousRules.conf("rules.yaml"),
                    GenerousRules.conf("catalog.yaml")));
    return new NodeProcess("store-a", conf, home.resolve("data"), http);
  }

  private static long millisSince(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
  }

  private static boolean connected(ProcessGroup group) {
    return group.nodes().stream().allMatch(node -> node.till().isConnectedTo(1));
  }
}
