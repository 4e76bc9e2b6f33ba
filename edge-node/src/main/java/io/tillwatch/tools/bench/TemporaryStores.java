package io.tillwatch.tools.bench;

import io.tillwatch.core.ledger.Idempotency;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.edge.config.ConfigLoader;
import io.tillwatch.edge.config.EdgeConfig;
import io.tillwatch.edge.config.keys.ClusterKey;
import io.tillwatch.edge.ledger.CommitSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A temporary folder with the conf files of stores that exist for one measurement. */
final class TemporaryStores implements AutoCloseable {
  private final Path dir;
  private final Path shippedConf;

  /**
   * @param shippedConf folder of rules.yaml and catalog.yaml
   */
  TemporaryStores(Path shippedConf) {
    this.shippedConf = shippedConf.toAbsolutePath();
    try {
      dir = Files.createTempDirectory("tillwatch-bench-");
    } catch (IOException e) {
      throw new BenchFailedException("no temporary folder: " + e.getMessage(), e);
    }
  }

  Path folder(String name) {
    try {
      return Files.createDirectories(dir.resolve(name));
    } catch (IOException e) {
      throw new BenchFailedException("no temporary folder: " + e.getMessage(), e);
    }
  }

  /** Where the conf of a store is written. */
  Path conf(String store) {
    return dir.resolve(store + ".yaml");
  }

  /** Settings of stores that know each other, on free ports. */
  List<EdgeConfig> stores(String... ids) {
    List<Integer> ports = Stream.of(ids).map(id -> FreePort.next()).toList();
    String members =
        ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(", "));
    String known = Stream.of(ids).map(id -> "{id: " + id + "}").collect(Collectors.joining(", "));
    return Stream.iterate(0, i -> i < ids.length, i -> i + 1)
        .map(i -> write(ids[i], ports.get(i), ports.get(0), members, known))
        .toList();
  }

  /**
   * The commit of a sale in that store, for a tool that repeats it.
   *
   * @param id of the sale, to which each repetition appends its number
   * @param claim of a till's request, or null
   */
  CommitSample sampleCommit(EdgeConfig config, String id, @Nullable Idempotency claim) {
    StoreId store = new StoreId(config.store().id());
    return CommitSample.of(
        store,
        ClusterKey.load(config.cluster()),
        new SampleSale(store).draft(id, Instant.now()),
        claim);
  }

  private EdgeConfig write(String id, int port, int group, String members, String known) {
    String yaml =
        """
        store: {id: %s}
        http: {port: %d}
        redis: {port: %d}
        dataDir: "%s"
        cluster: {name: "bench-%d", port: %d, members: [%s], keyFile: "%s"}
        stores: [%s]
        fraud: {rulesFile: "%s", catalogFile: "%s"}
        log: {level: warn}
        """
            .formatted(
                id,
                FreePort.next(),
                FreePort.next(),
                dir.resolve(id),
                group,
                port,
                members,
                dir.resolve("cluster.key"),
                known,
                shippedConf.resolve("rules.yaml"),
                shippedConf.resolve("catalog.yaml"));
    try {
      return ConfigLoader.load(Files.writeString(conf(id), yaml), Map.of());
    } catch (IOException e) {
      throw new BenchFailedException("cannot write " + conf(id) + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(dir)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new BenchFailedException("cannot delete " + dir + ": " + e.getMessage(), e);
    }
  }
}
