package io.tillwatch.edge.replication;

import static io.tillwatch.edge.support.TestStore.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.ledger.Commit;
import io.tillwatch.core.ledger.CommitResult;
import io.tillwatch.core.ledger.Draft;
import io.tillwatch.core.ledger.LedgerQuery;
import io.tillwatch.core.ledger.LogQuery;
import io.tillwatch.core.ledger.Positions;
import io.tillwatch.core.oplog.Op;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.SignedOp;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.ReplicationQuery;
import io.tillwatch.core.replication.ReplicationStatus;
import io.tillwatch.core.retail.SaleVoid;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channel;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.bus.Cluster;
import io.tillwatch.edge.bus.RefusedFrameException;
import io.tillwatch.edge.codec.OpCodec;
import io.tillwatch.edge.config.ConfigLoader;
import io.tillwatch.edge.config.EdgeConfig;
import io.tillwatch.edge.config.ReplicationConfig;
import io.tillwatch.edge.ledger.BrowseVerticle;
import io.tillwatch.edge.ledger.LedgerVerticle;
import io.tillwatch.edge.redis.EmbeddedRedis;
import io.tillwatch.edge.redis.RedisEndpoint;
import io.tillwatch.edge.redis.RedisLink;
import io.tillwatch.edge.redis.StoreRedis;
import io.tillwatch.edge.support.Ports;
import io.tillwatch.edge.support.TestSeal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One store of a cluster: real Redis, real bus, ledger and replication; no checkout and web. */
final class ReplicaStore implements AutoCloseable {
  /** A node joins and leaves its cluster; how long that takes is no matter to these tests. */
  private static final int UP_OR_DOWN_SECONDS = 60;

  private final EdgeConfig config;
  private final List<StoreId> peers;
  private StoreRedis redis;
  private ReplicationConfig.Mode mode = ReplicationConfig.Mode.BUS;
  private RedisEndpoint endpoint;
  private Vertx vertx;
  private Bus bus;

  /** A store that finds the others by these cluster ports, its own first. */
  ReplicaStore(String id, Path dir, List<String> stores, int... clusterPorts) throws IOException {
    this(id, dir, Ports.free(), Map.of(), stores, clusterPorts);
  }

  /** A store that also knows others by URL. */
  ReplicaStore(
      String id,
      Path dir,
      int httpPort,
      Map<String, String> urls,
      List<String> stores,
      int... clusterPorts)
      throws IOException {
    Files.createDirectories(dir);
    Path conf = dir.resolve(id + ".yaml");
    String members =
        Arrays.stream(clusterPorts)
            .mapToObj(port -> "127.0.0.1:" + port)
            .collect(Collectors.joining(", "));
    Files.writeString(
        conf,
        """
        store: {id: %s}
        http: {port: %d}
        redis: {port: %d}
        dataDir: %s
        cluster: {name: replica-%d, port: %d, members: [%s]}
        replication: {httpPeers: {%s}}
        """
            .formatted(
                id,
                httpPort,
                Ports.free(),
                dir.resolve(id),
                Arrays.stream(clusterPorts).min().orElseThrow(),
                clusterPorts[0],
                members,
                urls.entrySet().stream()
                    .map(url -> url.getKey() + ": '" + url.getValue() + "'")
                    .collect(Collectors.joining(", "))));
    config = ConfigLoader.load(conf, Map.of());
    peers = stores.stream().map(StoreId::new).toList();
    redis = StoreRedis.start(config);
    endpoint = redis.endpoint();
  }

  ReplicaStore inDatabaseMode() {
    mode = ReplicationConfig.Mode.DATABASE;
    return this;
  }

  /** Uses the other store's Redis instead of its own. */
  ReplicaStore onRedisOf(ReplicaStore other) {
    endpoint = other.endpoint;
    return this;
  }

  /** Starts the node on its Redis. */
  ReplicaStore start() {
    vertx = await(Cluster.join(config.cluster(), new SimpleMeterRegistry()), UP_OR_DOWN_SECONDS);
    bus = new Bus(vertx, new StoreId(config.store().id()), new TestSeal("shared"), false);
    await(
        vertx.deployVerticle(new LedgerVerticle(bus, endpoint, false, InstantSource.system())),
        UP_OR_DOWN_SECONDS);
    await(vertx.deployVerticle(new BrowseVerticle(bus, endpoint)));
    await(
        vertx.deployVerticle(
            new ReplicationVerticle(
                bus,
                replication(),
                config.cluster().tls(),
                peers,
                config.http().publicUrl(),
                InstantSource.system())),
        UP_OR_DOWN_SECONDS);
    await(
        vertx
            .createHttpServer()
            .requestHandler(this::deliver)
            .listen(config.http().port(), "127.0.0.1"));
    return this;
  }

  private ReplicationConfig replication() {
    ReplicationConfig loaded = config.replication();
    return new ReplicationConfig(
        mode,
        loaded.heartbeat(),
        loaded.suspectAfter(),
        loaded.window(),
        loaded.pullBatch(),
        loaded.trimAge(),
        loaded.trimCap(),
        loaded.httpPeers());
  }

  /** The web's part in replication. */
  private void deliver(HttpServerRequest request) {
    String address = request.path().substring(request.path().lastIndexOf('/') + 1);
    request
        .body()
        .compose(frame -> bus.deliver(address, frame))
        .onSuccess(answer -> request.response().end(answer))
        .onFailure(why -> request.response().setStatusCode(statusOf(why)).end());
  }

  private static int statusOf(Throwable why) {
    if (why instanceof RefusedFrameException frame) {
      return frame.why().isCuredByHandshake() ? 409 : 403;
    }
    return 500;
  }

  /** Stops the node; its Redis stays. */
  void stop() {
    await(vertx.close(), UP_OR_DOWN_SECONDS);
    vertx = null;
  }

  /** Redis goes down hard, and the last bytes of its file were never written; then it is back. */
  void loseEndOfRedisFile(int bytes) throws Exception {
    EmbeddedRedis embedded = (EmbeddedRedis) redis;
    ProcessHandle process = ProcessHandle.of(embedded.pid()).orElseThrow();
    process.destroyForcibly();
    process.onExit().get();
    redis.close();
    cut(bytes);
    redis = StoreRedis.start(config);
  }

  /** The folder of a stopped node's Redis is emptied. */
  void emptyRedis() throws IOException {
    redis.close();
    try (Stream<Path> files = Files.walk(config.redisDir())) {
      for (Path file : files.filter(each -> each.toString().contains("aof")).toList()) {
        Files.deleteIfExists(file);
      }
    }
    redis = StoreRedis.start(config);
  }

  /** The same under a running node, whose supervisor starts Redis again. */
  void loseEndOfRedisFileWhileItRuns(int bytes) throws Exception {
    cut(bytes);
    ProcessHandle process = ProcessHandle.of(((EmbeddedRedis) redis).pid()).orElseThrow();
    process.destroyForcibly();
    process.onExit().get();
  }

  /** A link of the test's own to that Redis, on the node's own threads. */
  RedisLink link() {
    return await(RedisLink.open(vertx, endpoint));
  }

  /** What is stored of how an origin's log goes on is no longer what that origin wrote. */
  void breakChainOf(StoreId origin) {
    Vertx own = Vertx.vertx();
    RedisLink link = await(RedisLink.open(own, endpoint));
    await(
        link.send(
            Request.cmd(Command.HSET).arg("{tw}:chain").arg(origin.value()).arg("0".repeat(64))));
    await(link.close());
    await(own.close());
  }

  /** Whether all that left an origin's log here was due to be logged again, and is or was. */
  boolean hadItsTurn(StoreId origin) {
    Vertx own = Vertx.vertx();
    RedisLink link = await(RedisLink.open(own, endpoint));
    Response last =
        await(
            link.send(
                Request.cmd(Command.XREVRANGE)
                    .arg("{tw}:salvage:" + origin)
                    .arg("+")
                    .arg("-")
                    .arg("COUNT")
                    .arg(1)));
    Response logged =
        await(link.send(Request.cmd(Command.HGET).arg("{tw}:salvaged").arg(origin.value())));
    await(own.close());
    return last.size() == 1
        && logged != null
        && last.get(0).get(0).toString().equals(logged.toString());
  }

  /** Ids of the facts that came back by other stores' logs, as often as they stand there. */
  List<String> salvagedFacts() {
    return positions().byOrigin().keySet().stream()
        .sorted()
        .flatMap(
            log ->
                ask(Channels.LOG, new LogQuery(new StoreId(log), Position.START, 2000))
                    .ops()
                    .stream())
        .map(signed -> OpCodec.decode(signed.text()))
        .filter(op -> op.kind().equals(FactKind.SALVAGE.name()))
        .map(Op::factId)
        .toList();
  }

  private void cut(int bytes) throws IOException {
    try (Stream<Path> files = Files.walk(config.redisDir());
        FileChannel file =
            FileChannel.open(
                files
                    .filter(each -> each.getFileName().toString().endsWith(".aof"))
                    .max(Comparator.comparingLong(each -> each.toFile().length()))
                    .orElseThrow(),
                StandardOpenOption.WRITE)) {
      file.truncate(file.size() - bytes);
    }
  }

  /** The last op of an origin's log as it is stored here. */
  SignedOp lastOf(StoreId origin) {
    Position at = positions().of(origin.value());
    Position before = new Position(at.epoch(), Math.max(0, at.seq() - 1));
    return ask(Channels.LOG, new LogQuery(origin, before, 1)).ops().get(0);
  }

  Position ownHead() {
    return positions().of(config.store().id());
  }

  Bus bus() {
    return bus;
  }

  Vertx vertx() {
    return vertx;
  }

  <Q, A> A ask(Channel<Q, A> channel, Q question) {
    return await(bus.ask(channel, question));
  }

  /** Asks another store, by the way that is in use. */
  <Q, A> A ask(Channel<Q, A> channel, ReplicaStore other, Q question) {
    return await(bus.ask(channel, other.bus.self(), question, TransportPeerCalls.PATIENCE));
  }

  /** Commits facts, all at once. */
  void commit(String prefix, int count) {
    List<Future<CommitResult>> all =
        IntStream.range(0, count)
            .mapToObj(i -> bus.ask(Channels.COMMIT, Commit.of(fact(prefix + i))))
            .toList();
    await(Future.all(all));
  }

  Positions positions() {
    return ask(Channels.POSITIONS, LedgerQuery.POSITIONS);
  }

  ReplicationStatus status() {
    return ask(Channels.REPLICATION_STATUS, ReplicationQuery.STATUS);
  }

  ReplicationStatus.Peer peer(String id) {
    return status().peers().stream()
        .filter(peer -> peer.storeId().equals(id))
        .findFirst()
        .orElseThrow();
  }

  static Draft fact(String id) {
    Instant now = Instant.now();
    return Draft.about(FactKind.VOID, id, now, new SaleVoid(id, now, "store-x", "R-" + id, "C-1"));
  }

  @Override
  public void close() {
    if (vertx != null) {
      stop();
    }
    redis.close();
  }
}
