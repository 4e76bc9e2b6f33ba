package io.tillwatch.edge.replication;

import io.tillwatch.core.camera.CameraStatus;
import io.tillwatch.core.checkout.StandInStatus;
import io.tillwatch.core.ledger.Committed;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.SignedOp;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.ReplicationStatus;
import io.tillwatch.core.replication.Replicator;
import io.tillwatch.core.replication.peer.PeerLink;
import io.tillwatch.core.replication.protocol.Exposure;
import io.tillwatch.core.replication.protocol.HeartbeatAnswer;
import io.tillwatch.core.replication.protocol.Instance;
import io.tillwatch.core.replication.protocol.Member;
import io.tillwatch.core.replication.protocol.NodeInfo;
import io.tillwatch.core.replication.protocol.ReplicatorSettings;
import io.tillwatch.core.replication.protocol.TrimPolicy;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.bus.StoreChannels;
import io.tillwatch.edge.config.ReplicationConfig;
import io.tillwatch.edge.config.TlsConfig;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps this store's facts and every other store's the same: the {@link Replicator}'s adapter.
 * Deployed after the ledger and before the first commit, so that what this store's Redis lost comes
 * back from the peers first.
 */
public final class ReplicationVerticle extends VerticleBase {
  private static final long WINDOW_BYTES = 4L << 20;
  private static final int DOWN_AFTER_SUSPECTS = 5;
  private static final long STATUS_MILLIS = 1000;
  private static final long TAIL_MILLIS = 50;
  private static final long LATENCY_SLICE_MILLIS = 10_000;
  private static final long TRIM_MILLIS = 10_000;
  private static final long MICROS_A_MILLI = 1_000;

  /** Null where the program was not packaged. */
  private static final String VERSION =
      ReplicationVerticle.class.getPackage().getImplementationVersion();

  private final Bus bus;
  private final ReplicationConfig config;
  private final TlsConfig tls;
  private final List<StoreId> peers;
  private final ReplicatorSettings settings;
  private final InstantSource time;
  private final SystemNodeClock clock;
  private final Member self;
  private final ArrivalLog arrivals = new ArrivalLog();
  private Replicator replicator;
  private ReplicationStatusReader statusReader;
  private LogRepair repair;
  private DecommissionCoordinator decommissions;
  private HttpTransport http;
  private @Nullable ReplicationStatus published;
  private boolean flushDue;

  /**
   * @param tls certificates for HTTP between nodes
   * @param peers the stores that are known from the start; others introduce themselves
   * @param url how peers reach this node where the bus does not
   */
  public ReplicationVerticle(
      Bus bus,
      ReplicationConfig config,
      TlsConfig tls,
      List<StoreId> peers,
      @Nullable URI url,
      InstantSource time) {
    this.bus = bus;
    this.config = config;
    this.tls = tls;
    this.peers =
        Stream.concat(peers.stream(), config.httpPeers().keySet().stream().map(StoreId::new))
            .filter(peer -> !peer.equals(bus.self()))
            .distinct()
            .toList();
    this.settings = settings(config);
    this.time = time;
    this.clock = new SystemNodeClock(time);
    Instance instance = new Instance(bus.run().toString(), time.millis());
    this.self = new Member(bus.self(), instance, url == null ? null : url.toString());
  }

  @Override
  public Future<?> start() {
    http = new HttpTransport(vertx, bus, config.httpPeers(), tls);
    FailoverTransport transport = new FailoverTransport(bus.overEventBus(), http);
    bus.askStoresBy(transport);
    LedgerLogs logs = new LedgerLogs(bus);
    repair = new LogRepair(bus, logs, context, () -> replicator, settings.carries());
    LoggingReplicationEvents loggingReplicationEvents =
        new LoggingReplicationEvents(
            bus, http, repair, () -> context.runOnContext(turn -> publish(statusReader.status())));
    replicator =
        new Replicator(
            self,
            settings,
            clock,
            new TransportPeerCalls(bus, clock),
            logs,
            loggingReplicationEvents);
    decommissions = new DecommissionCoordinator(bus, clock, replicator, settings.carries());
    statusReader =
        new ReplicationStatusReader(
            replicator,
            clock,
            arrivals,
            new ReplicationStatusReader.Reached(transport::wayTo, transport::forgedBy),
            bus::frameFigures,
            bus.seal(),
            repair::flaws,
            decommissions::statuses);
    peers.forEach(replicator::addPeer);
    return refuseSecondNode()
        .compose(alone -> bus.subscribe(Channels.COMMITTED, this::committed))
        .compose(
            listening ->
                bus.subscribe(
                    Channels.COMMITTING,
                    op -> replicator.pushes().committing(op.predecessor(), op.op())))
        .compose(
            listening -> bus.subscribe(Channels.SALVAGE_PROGRESS, replicator.salvages()::learn))
        .compose(listening -> logs.load(replicator))
        .compose(loaded -> repair.restore())
        .compose(frozen -> decommissions.restore())
        .compose(restored -> settings.carries() ? future(replicator.recoverOwnTail()) : tail(logs))
        .compose(recovered -> answerStores(logs))
        .compose(answering -> answerNode())
        .compose(answering -> repair.begin())
        .compose(whole -> decommissions.begin())
        .onSuccess(ready -> startClocks());
  }

  /** The database replicates by itself: what appears in it is announced, nothing is carried. */
  private Future<Position> tail(LedgerLogs logs) {
    DatabaseLogFollower tail = new DatabaseLogFollower(bus, logs, replicator, clock);
    vertx.setPeriodic(TAIL_MILLIS, tick -> tail.poll());
    return Future.succeededFuture(replicator.logs().own().position());
  }

  private Future<?> answerStores(LedgerLogs logs) {
    return Future.all(
        bus.answerHandshakes(),
        bus.onMessage(StoreChannels.SPECULATIVE_OP, replicator.pushes()::onSpeculativeOp),
        bus.handle(StoreChannels.PUSH, push -> future(replicator.pushes().onPush(push))),
        bus.handle(
            StoreChannels.HEARTBEAT, beat -> Future.succeededFuture(replicator.onHeartbeat(beat))),
        bus.handle(StoreChannels.PULL, pull -> future(replicator.onPull(pull))),
        bus.handle(StoreChannels.SNAPSHOT, logs::give));
  }

  private Future<?> answerNode() {
    return Future.all(
        bus.handle(
            Channels.REPLICATION_STATUS, query -> Future.succeededFuture(statusReader.status())),
        bus.handle(
            Channels.LATENCY_HISTORY,
            query -> Future.succeededFuture(arrivals.history(time.instant()))),
        bus.handle(Channels.SALVAGE_LOCK, request -> future(replicator.salvages().ask(request))));
  }

  private void startClocks() {
    replicator.tick();
    publish(statusReader.status());
    vertx.setPeriodic(config.heartbeat().toMillis(), tick -> beat());
    vertx.setPeriodic(STATUS_MILLIS, tick -> publishIfMoved());
    vertx.setPeriodic(LATENCY_SLICE_MILLIS, tick -> arrivals.rotate(time.instant()));
    new FrameFaultLogger(bus).start(vertx);
  }

  /** Asks for a node under this store's own id; there must be none. */
  private Future<Void> refuseSecondNode() {
    return bus.overEventBus()
        .ask(
            StoreChannels.HEARTBEAT,
            self.store(),
            replicator.heartbeats().introduction(),
            TransportPeerCalls.PATIENCE)
        .map(HeartbeatAnswer::beat)
        .otherwiseEmpty()
        .compose(
            beat ->
                beat == null
                    ? Future.succeededFuture()
                    : Future.failedFuture(new DuplicateInstanceException(beat.from())));
  }

  private void beat() {
    bus.ask(Channels.STAND_IN, new StandInStatus.Query())
        .onSuccess(
            now ->
                replicator
                    .heartbeats()
                    .exposed(new Exposure(now.atRiskMinor(), now.ceilingMinor())));
    bus.ask(Channels.CAMERA, new CameraStatus.Query())
        .onSuccess(now -> replicator.heartbeats().told(new NodeInfo(VERSION, now.worstState())));
    replicator.tick();
    decommissions.tick();
    bus.publish(Channels.WATERMARKS_CHANGED, statusReader.watermarks());
  }

  private void committed(Committed committed) {
    decommissions.learn(committed);
    if (committed.salvaged()) {
      // no place in a log of its own, and no latency: it was lost for a while
      return;
    }
    if (committed.local()) {
      arrivals.own(committed);
      offer(committed);
    } else if (!committed.op().id().origin().equals(self.store())) {
      arrivals.arrived(committed, link(committed.op().id().origin()));
    }
  }

  private void offer(Committed committed) {
    Position position = committed.op().id().position();
    Position predecessor = committed.op().predecessor();
    SignedOp signed = committed.signed();
    if (signed == null) {
      replicator.pushes().committedUnseen(predecessor, position);
      return;
    }
    SignedOp stamped =
        new SignedOp(signed.id(), signed.text(), signed.mac(), committed.committedMicros());
    replicator.pushes().committed(predecessor, stamped);
    if (!flushDue) {
      flushDue = true;
      // to the end of this turn of the event loop: what else was committed shares the message
      context.runOnContext(turn -> flush());
    }
  }

  private void flush() {
    flushDue = false;
    replicator.pushes().flush();
  }

  private @Nullable PeerLink link(StoreId store) {
    return replicator.links().stream()
        .filter(link -> link.peer().equals(store))
        .findFirst()
        .orElse(null);
  }

  private void publishIfMoved() {
    ReplicationStatus status = statusReader.status();
    boolean waiting = isWaiting(status);
    boolean waited = published != null && isWaiting(published);
    // once more when nothing waits any more: that all was acknowledged is news, too
    if (waiting
        || waited
        || published == null
        || !status.logs().positions().equals(published.logs().positions())) {
      publish(status);
    }
  }

  private static boolean isWaiting(ReplicationStatus status) {
    return status.snapshots().underWay() != null
        || status.peers().stream()
            .anyMatch(peer -> peer.progress().backlog() + peer.progress().lagOps() > 0);
  }

  private void publish(ReplicationStatus status) {
    published = status;
    bus.publish(Channels.REPLICATION_CHANGED, status);
  }

  private static ReplicatorSettings settings(ReplicationConfig config) {
    long suspect = config.suspectAfter().toMillis();
    return new ReplicatorSettings(
        config.heartbeat().toMillis(),
        suspect,
        suspect * DOWN_AFTER_SUSPECTS,
        config.window(),
        WINDOW_BYTES,
        config.pullBatch(),
        config.mode() == ReplicationConfig.Mode.BUS,
        new TrimPolicy(
            config.trimAge().toMillis() * MICROS_A_MILLI, config.trimCap(), TRIM_MILLIS));
  }

  private <T> Future<T> future(CompletionStage<T> stage) {
    return Future.fromCompletionStage(stage, context);
  }
}
