package io.tillwatch.edge.replication;

import static io.tillwatch.edge.support.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tillwatch.core.ledger.Commit;
import io.tillwatch.core.ledger.FactPage;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.LedgerQuery;
import io.tillwatch.core.ledger.PageQuery;
import io.tillwatch.core.ledger.Positions;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.ReplicationQuery;
import io.tillwatch.core.replication.ReplicationStatus;
import io.tillwatch.edge.EdgeNode;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.config.ConfigLoader;
import io.tillwatch.edge.config.EdgeConfig;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.Ports;
import io.tillwatch.tools.bench.SampleSale;
import io.vertx.core.Future;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A third store opens beside two that have traded for long and trimmed their logs: whole nodes of
 * the conf files that are shipped, each with its own Redis. {@code -Dtillwatch.join.facts=200000}
 * is the long form.
 */
class JoinIT {
  private static final int FACTS = Integer.getInteger("tillwatch.join.facts", 3_000);
  private static final Duration CURRENT = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofMinutes(FACTS > 10_000 ? 15 : 1);
  private static final int AT_ONCE = 2_000;

  /** How long a node's start may take is no matter here. */
  private static final int START_SECONDS = 60;

  private final Map<String, EdgeNode> nodes = new HashMap<>();
  private final Map<String, EdgeConfig> configs = new HashMap<>();
  private final List<Integer> ports = List.of(Ports.free(), Ports.free(), Ports.free());
  private Path dir;

  @AfterEach
  void stop() {
    nodes.values().forEach(node -> await(node.stop()));
  }

  @Test
  void aThirdStoreSellsAtOnceAndBecomesCurrentFromASnapshot(@TempDir Path dir) throws Exception {
    this.dir = dir;
    start("a", 0);
    start("b", 1);
    fill();
    Await.until(
        "store B has what store A sold, and both have trimmed their logs of it",
        PATIENCE,
        () -> level("a", "b") && trimmed("a") && trimmed("b"));
    long filled = facts("a").size();

    long began = System.nanoTime();
    start("c", 2);
    Duration opened = since(began);
    assertThat(sell("c")).isEqualTo(201);
    Duration sold = since(began);
    assertThat(sell("a")).isEqualTo(201);
    assertThat(sell("b")).isEqualTo(201);
    Await.until("store C is current", CURRENT.plusSeconds(60), () -> isCurrent("c"));
    Duration current = since(began);

    System.out.printf(
        "third store, %d facts: open after %d ms, first sale answered after %d ms, current after %d"
            + " ms of which %d ms since it was open%n",
        filled,
        opened.toMillis(),
        sold.toMillis(),
        current.toMillis(),
        current.minus(opened).toMillis());
    assertThat(status("c").snapshots().facts()).isGreaterThanOrEqualTo(FACTS);
    assertThat(current.minus(opened)).isLessThanOrEqualTo(CURRENT);
    Await.until("all stores are level", PATIENCE, () -> level("a", "b") && level("a", "c"));
    assertThat(digest("c")).isEqualTo(digest("a"));
    assertThat(digest("b")).isEqualTo(digest("a"));
    assertThat(facts("c")).hasSizeGreaterThan(FACTS).doesNotHaveDuplicates();
    Await.until(
        "nobody needs a snapshot any more",
        PATIENCE,
        () ->
            status("a").peers().stream().allMatch(peer -> peer.state().name().equals("CONNECTED")));
  }

  /** Starts the node of a shipped conf file, on ports and in a folder of this test. */
  private void start(String letter, int number) {
    Map<String, String> environment =
        Map.ofEntries(
            Map.entry("TILLWATCH_HTTP_PORT", Integer.toString(Ports.free())),
            Map.entry("TILLWATCH_REDIS_PORT", Integer.toString(Ports.free())),
            Map.entry("TILLWATCH_DATA_DIR", dir.resolve(letter).toString()),
            Map.entry("TILLWATCH_CLUSTER_NAME", "join-" + ports.get(0)),
            Map.entry("TILLWATCH_CLUSTER_PORT", ports.get(number).toString()),
            Map.entry("TILLWATCH_CLUSTER_MEMBERS", members()),
            Map.entry("TILLWATCH_CLUSTER_KEY_FILE", dir.resolve("cluster.key").toString()),
            Map.entry("TILLWATCH_REPLICATION_TRIM_CAP", "1000"),
            Map.entry("TILLWATCH_FRAUD_RULES_FILE", "../conf/rules.yaml"),
            Map.entry("TILLWATCH_FRAUD_CATALOG_FILE", "../conf/catalog.yaml"));
    EdgeConfig config =
        ConfigLoader.load(Path.of("../conf/store-" + letter + ".yaml"), environment);
    configs.put(letter, config);
    nodes.put(letter, await(EdgeNode.start(config), START_SECONDS));
  }

  private String members() {
    return String.join(",", ports.stream().map(port -> "127.0.0.1:" + port).toList());
  }

  /** Sales of the last thirty days, through store A's own ledger. */
  private void fill() {
    SampleSale sales = new SampleSale(new StoreId("store-a"));
    Instant first = Instant.now().minus(Duration.ofDays(30));
    long step = Duration.ofDays(30).toMillis() / FACTS;
    for (int i = 0; i < FACTS; i += AT_ONCE) {
      await(
          Future.all(
              IntStream.range(i, Math.min(FACTS, i + AT_ONCE))
                  .mapToObj(n -> sales.draft("tx_join" + n, first.plusMillis(n * step)))
                  .map(draft -> nodes.get("a").bus().ask(Channels.COMMIT, Commit.of(draft)))
                  .toList()));
    }
  }

  /** A sale over HTTP, as a till makes it; the status of the answer. */
  private int sell(String letter) throws Exception {
    EdgeConfig config = configs.get(letter);
    String key = new ObjectMapper().readTree(config.keysFile().toFile()).path("kiosk").asText();
    HttpRequest request =
        HttpRequest.newBuilder(config.http().publicUrl().resolve("/api/v1/sales"))
            .timeout(Duration.ofSeconds(10))
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "join-" + letter)
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    """
                    {"laneId":"A-01","cashierId":"C-17","customerId":"CU-%s","currency":"USD",
                     "lines":[{"sku":"SHIRT_001","quantity":1,"unitPriceMinor":2999}],
                     "tender":{"type":"CASH"}}
                    """
                        .formatted(letter)))
            .build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private boolean isCurrent(String letter) {
    ReplicationStatus status = status(letter);
    return status.snapshots().underWay() == null
        && status.snapshots().facts() > 0
        && status.peers().size() == 2
        && status.peers().stream()
            .allMatch(
                peer -> peer.state().name().equals("CONNECTED") && peer.progress().lagOps() == 0)
        && level("a", letter);
  }

  private boolean trimmed(String letter) {
    return status(letter).logs().trimmedOps() >= FACTS - 1_500;
  }

  private boolean level(String one, String other) {
    return positions(one).equals(positions(other));
  }

  private Positions positions(String letter) {
    return await(nodes.get(letter).bus().ask(Channels.POSITIONS, LedgerQuery.POSITIONS));
  }

  private ReplicationStatus status(String letter) {
    return await(nodes.get(letter).bus().ask(Channels.REPLICATION_STATUS, ReplicationQuery.STATUS));
  }

  private List<String> facts(String letter) {
    List<String> ids = new ArrayList<>();
    read(letter).forEach(stored -> ids.add(stored.op().factId()));
    return ids;
  }

  /** One hash of all facts of a store, as their origins signed them, in order of time. */
  private String digest(String letter) throws Exception {
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    for (StoredFact stored : read(letter)) {
      sha.update(stored.op().toString().getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(sha.digest());
  }

  private List<StoredFact> read(String letter) {
    List<StoredFact> all = new ArrayList<>();
    String cursor = null;
    do {
      PageQuery query = new PageQuery(Indexes.FACTS, cursor, 1_000, true, false);
      FactPage page = await(nodes.get(letter).bus().ask(Channels.PAGE, query));
      all.addAll(page.facts());
      cursor = page.nextCursor();
    } while (cursor != null);
    return all;
  }

  private static Duration since(long began) {
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
