package io.tillwatch.edge.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tillwatch.edge.proof.NetworkNamespaces.End;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on machines of their own, as far as the network goes, and a cable that is pulled. */
@Tag("proof")
class NamespaceIT {
  private static final Duration CUT = Duration.ofSeconds(6);
  private static final Duration BETWEEN = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int HTTP = 8080;
  private static final int CUTS = 2;

  private static final String CONF =
      """
      store: {id: %s}
      http: {host: 0.0.0.0, port: 8080, publicUrl: "http://%s:8080", trustedProxies: [192.0.2.1]}
      redis: {port: 6379}
      dataDir: %s
      cluster:
        name: "namespaces"
        host: %s
        port: 5701
        eventBusPort: 15701
        members: ["198.18.0.1:5701", "198.18.0.2:5701"]
        keyFile: %s
        allowPlaintext: true
      stores: [{id: store-a}, {id: store-b}]
      fraud: {rulesFile: %s, catalogFile: %s}
      """;

  private final HistoryChecker checker = new HistoryChecker();

  @Test
  void losesAndDoublesNothingWhenTheCableBetweenTwoMachinesIsPulled(@TempDir Path dir)
      throws IOException {
    assumeTrue(
        NetworkNamespaces.arePossible(),
        "network namespaces need ip and the right to make them: PartitionIT cuts by a proxy");
    try (NetworkNamespaces network = new NetworkNamespaces()) {
      List<NodeProcess> nodes = new ArrayList<>();
      Path rules = GenerousRules.write(dir);
      for (End end : End.values()) {
        nodes.add(node(dir, rules, end, network));
      }
      try (ProcessGroup group = new ProcessGroup(nodes).start()) {
        SalesLoad load = new SalesLoad(checker, group.nodes(), 2, Duration.ofMillis(40));
        for (int i = 0; i < CUTS; i++) {
          LockSupport.parkNanos(BETWEEN.toNanos());
          group.contact().cut();
          network.cut();
          LockSupport.parkNanos(CUT.toNanos());
          network.heal();
          group.contact().heal();
        }
        load.stop(PATIENCE);
        Duration level = group.awaitEqual(PATIENCE);

        List<HistoryChecker.Fault> faults = checker.judge(group);

        System.out.printf(
            "NamespaceIT: %d cables pulled for %d s, %d acknowledged, level %d ms after the last"
                + " sale, %d faults%n",
            CUTS, CUT.toSeconds(), checker.count(), level.toMillis(), faults.size());
        assertThat(load.unexpected()).isEmpty();
        assertThat(faults).isEmpty();
        assertThat(checker.count()).isPositive();
      }
    }
  }

  private static NodeProcess node(Path dir, Path rules, End end, NetworkNamespaces network)
      throws IOException {
    String store = end == End.A ? "store-a" : "store-b";
    Path data = dir.resolve(store);
    Path conf =
        Files.writeString(
            dir.resolve(store + ".yaml"),
            CONF.formatted(
                store,
                end.address(),
                data,
                end.address(),
                dir.resolve("cluster.key"),
                rules,
                GenerousRules.conf("catalog.yaml")));
    URI tills = URI.create("http://" + end.tillAddress() + ":" + HTTP);
    return new NodeProcess(store, conf, data, tills, network.within(end));
  }
}
