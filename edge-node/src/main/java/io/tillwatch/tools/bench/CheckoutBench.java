package io.tillwatch.tools.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tillwatch.core.ledger.Idempotency;
import io.tillwatch.edge.config.EdgeConfig;
import io.tillwatch.edge.ledger.CommitSample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Checkouts a second over HTTP on one node, with authentication, scoring and chain, beside
 * redis-benchmark that repeats the same script on a Redis with the same sync.
 */
public final class CheckoutBench {
  private static final int WARM_UP_SECONDS = 15;
  private static final String STORE = "store-a";

  /** As long as a node's own ids. */
  private static final String SAMPLE_ID = "tx_1K0W42G3HKJ7WGBABCGB4";

  private final Path conf;
  private final Consumer<String> progress;

  /**
   * @param conf folder of rules.yaml and catalog.yaml
   * @param progress told what is being done
   */
  public CheckoutBench(Path conf, Consumer<String> progress) {
    this.conf = conf;
    this.progress = progress;
  }

  /**
   * Measures with so many connections, one request at a time on each.
   *
   * @param requests of redis-benchmark
   */
  public CheckoutResult run(int connections, int seconds, int requests) {
    try (TemporaryStores temporary = new TemporaryStores(conf)) {
      EdgeConfig config = temporary.stores(STORE).get(0);
      HttpLoad.Result http = overHttp(temporary, config, connections, seconds);
      RedisBenchmark.Result plain = null;
      String plainProblem = null;
      try {
        plain = plain(temporary, config, connections, requests);
      } catch (BenchFailedException e) {
        // what was measured over HTTP holds all the same
        plainProblem = e.getMessage();
      }
      return new CheckoutResult(
          Machine.here(),
          connections,
          http.perSecond(),
          http.latency(),
          http.refused(),
          plain == null ? null : plain.perSecond(),
          plain == null ? null : plain.latency(),
          plainProblem);
    }
  }

  private HttpLoad.Result overHttp(
      TemporaryStores temporary, EdgeConfig config, int connections, int seconds) {
    progress.accept("starting a node");
    try (NodeUnderLoad node = NodeUnderLoad.start(temporary.conf(STORE), config);
        HttpLoad load = new HttpLoad(config.http().port(), kioskKey(config), connections)) {
      progress.accept("warming up");
      load.sell(WARM_UP_SECONDS);
      progress.accept("selling over HTTP");
      return load.sell(seconds);
    }
  }

  private RedisBenchmark.Result plain(
      TemporaryStores temporary, EdgeConfig config, int connections, int requests) {
    RedisBenchmark tool =
        RedisBenchmark.find()
            .orElseThrow(
                () ->
                    new BenchFailedException(
                        "redis-benchmark is not installed; apt-get install redis-tools brings it",
                        null));
    progress.accept("redis-benchmark with the same script");
    CommitSample sample =
        temporary.sampleCommit(config, SAMPLE_ID, new Idempotency("bench", "key-", "fingerprint"));
    try (RedisServer server = RedisServer.leader(temporary.folder("plain"))) {
      return tool.run(server, sample, connections, requests);
    }
  }

  private static String kioskKey(EdgeConfig config) {
    try {
      Map<String, String> keys =
          new ObjectMapper().readValue(config.keysFile().toFile(), new TypeReference<>() {});
      String key = keys.get("kiosk");
      if (key == null) {
        throw new BenchFailedException(
            "the node left no key of a kiosk, only " + keys.keySet(), null);
      }
      return key;
    } catch (IOException e) {
      throw new BenchFailedException("the node left no keys: " + e.getMessage(), e);
    }
  }
}
