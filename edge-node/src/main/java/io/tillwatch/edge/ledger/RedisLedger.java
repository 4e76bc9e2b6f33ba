package io.tillwatch.edge.ledger;

import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.ledger.ApplyBatch;
import io.tillwatch.core.ledger.ApplyResult;
import io.tillwatch.core.ledger.Commit;
import io.tillwatch.core.ledger.Committed;
import io.tillwatch.core.ledger.Draft;
import io.tillwatch.core.ledger.IdempotencyQuery;
import io.tillwatch.core.ledger.LogReopened;
import io.tillwatch.core.ledger.RightsQuery;
import io.tillwatch.core.ledger.snapshot.SnapshotState;
import io.tillwatch.core.ledger.snapshot.SnapshotStep;
import io.tillwatch.core.replication.EpochOpened;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.facts.MembershipView;
import io.tillwatch.edge.ledger.OpLog.Head;
import io.tillwatch.edge.ledger.redis.RedisKeys;
import io.tillwatch.edge.port.LedgerUnavailableException;
import io.tillwatch.edge.redis.FileRewriter;
import io.tillwatch.edge.redis.RedisHealthCheck;
import io.tillwatch.edge.redis.RedisLink;
import io.tillwatch.edge.redis.RedisUnavailableException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The ledger of one store: every fact, local or applied, is announced on {@link Channels#COMMITTED}
 * once it is on disk. Lives on one event loop, with one connection to Redis, as the only writer of
 * this store's log.
 */
final class RedisLedger {
  private static final Duration SWEEP_EVERY = Duration.ofMinutes(1);

  private final Vertx vertx;
  private final Bus bus;
  private final RedisLink redis;
  private final InstantSource time;
  private final RedisHealthCheck watch;
  private final RightsOwnership rightsOwnership;
  private final GroupCommit commits;
  private final LogReader logs;
  private final OpLog log;
  private final OwnLogReader ownLog;
  private final MembershipView members;
  private final LogHealthStore health;
  private final Salvager salvager;
  private final LogApplier applier;
  private final SnapshotWriter snapshot;
  private final ReadBarrier barrier;

  /**
   * @param redis owned by this context
   * @param allowUnsafe a Redis that may lose facts is warned of, and the node stays ready
   */
  RedisLedger(Context context, Bus bus, RedisLink redis, boolean allowUnsafe, InstantSource time) {
    this.vertx = context.owner();
    this.bus = bus;
    this.redis = redis;
    this.time = time;
    this.log = new OpLog(bus.self(), bus.seal(), time);
    this.logs = new LogReader(redis);
    this.ownLog = new OwnLogReader(bus.self(), redis, logs, log, time, this::announce);
    this.rightsOwnership = new RightsOwnership(bus.self());
    this.members = new MembershipView(rightsOwnership::changed);
    this.commits =
        new GroupCommit(
            context,
            bus.self(),
            rightsOwnership,
            redis,
            log,
            time,
            new GroupCommit.Listeners(
                committing -> bus.publish(Channels.COMMITTING, committing), this::announce),
            this::findHead);
    this.health = new LogHealthStore(redis, logs -> bus.publish(Channels.FLAWS_CHANGED, logs));
    this.salvager = new Salvager(vertx, redis, time, commits::commit, health, bus);
    this.applier =
        new LogApplier(
            bus.self(), rightsOwnership, redis, logs, log, time, this::announce, salvager::wake);
    this.snapshot =
        new SnapshotWriter(
            bus.self(), rightsOwnership, redis, log, time, this::announce, applier::adopted);
    this.barrier = new ReadBarrier(vertx, redis, this::tellWhatIsUntold, this::openEpochIfDue);
    this.watch =
        new RedisHealthCheck(vertx, redis, RedisKeys.probe(bus.self().value()), allowUnsafe, time);
  }

  /** Begins to answer. */
  Future<?> serve() {
    Quarantine quarantine = new Quarantine(redis, log, salvager::wake);
    Blobs blobs = new Blobs(redis);
    FileRewriter files = new FileRewriter(vertx, redis);
    FactReader facts = new FactReader(vertx, redis);
    ReferenceBackfill old = new ReferenceBackfill(redis);
    BlockedReturnIndexes tries = new BlockedReturnIndexes(redis);
    FactScanner scanner = new FactScanner(vertx, redis);
    SnapshotReader given = new SnapshotReader(bus.self(), redis, logs);
    LogTrimmer trimmer = new LogTrimmer(redis);
    redis.onStateChange(this::redisIs);
    watch.start();
    IdempotencySweep keys = new IdempotencySweep(redis, time, () -> System.nanoTime() / 1_000_000);
    vertx.setPeriodic(SWEEP_EVERY.toMillis(), tick -> keys.sweep());
    return Future.all(
            List.of(
                bus.handle(Channels.COMMIT, commits::commit),
                bus.handle(Channels.APPLY, this::apply),
                bus.subscribe(Channels.READ_AHEAD, applier::readAhead),
                bus.handle(
                    Channels.FACTS, query -> named(barrier.readBehind(() -> facts.facts(query)))),
                bus.handle(
                    Channels.PAGE, query -> named(barrier.readBehind(() -> facts.page(query)))),
                bus.handle(
                    Channels.READ_BARRIER,
                    all -> named(barrier.readBehind(this::reached).map(all))),
                bus.handle(Channels.SCAN, query -> named(scanner.read(query))),
                bus.handle(Channels.REFERENCES_REPLAY, page -> named(old.learn(page))),
                bus.handle(Channels.TRIES_REPLAY, page -> named(tries.move(page))),
                bus.handle(Channels.LOG, query -> named(logs.read(query))),
                bus.handle(Channels.REDIS_HEALTH, query -> Future.succeededFuture(watch.health())),
                bus.handle(Channels.POSITIONS, all -> named(logs.positions())),
                bus.handle(Channels.QUARANTINE, batch -> named(quarantine.keep(batch))),
                bus.handle(
                    Channels.ADOPT_RIGHTS,
                    adoptRights -> named(rightsOwnership.count(redis, adoptRights))),
                bus.handle(Channels.FLAWS, question -> named(health.answer(question))),
                bus.handle(Channels.SALVAGE, ready -> named(salvager.open(logs.positions()))),
                bus.handle(Channels.TRIM, order -> named(trimmer.trim(order))),
                bus.handle(Channels.ACKNOWLEDGED, all -> named(trimmer.acknowledged())),
                bus.handle(Channels.SNAPSHOT_PAGE, query -> named(given.page(query))),
                bus.handle(Channels.SNAPSHOT_STEP, step -> named(fill(step))),
                bus.handle(Channels.RIGHTS, query -> named(rights(query))),
                bus.handle(Channels.IDEMPOTENCY, query -> named(earlierUse(query))),
                bus.handle(Channels.BLOB_PUT, blob -> named(blobs.put(blob))),
                bus.handle(Channels.BLOB_PLAIN, blob -> named(blobs.plain(blob))),
                bus.handle(Channels.BLOB_DELETE, blob -> named(blobs.delete(blob))),
                bus.handle(
                    Channels.REWRITE_FILE,
                    question -> Future.succeededFuture(files.answer(question))),
                bus.handle(Channels.BLOBS_HELD, asked -> named(blobs.held(asked)))))
        .compose(answering -> members.load(bus));
  }

  /** Closes the connection. */
  Future<?> close() {
    watch.stop();
    return redis.close();
  }

  /** A Redis that is away fails by the name that callers know. */
  private static <T> Future<T> named(Future<T> answer) {
    return answer.recover(
        why ->
            Future.failedFuture(
                why instanceof RedisUnavailableException
                    ? new LedgerUnavailableException("the ledger's Redis does not answer", why)
                    : why));
  }

  private void redisIs(boolean up) {
    commits.invalidateHead();
    if (up) {
      barrier.close();
    } else {
      ownLog.linkIsDown();
      applier.linkIsDown();
    }
  }

  private Future<?> tellWhatIsUntold() {
    // the snapshot first: behind its end, logs begin elsewhere
    return Future.join(
        ownLog.find(), snapshot.announceUnnoticed().compose(told -> applier.announceUnnoticed()));
  }

  /** Answers come in order: whatever was written before this has been told of. */
  private Future<?> reached() {
    return redis.send(Request.cmd(Command.PING));
  }

  /** Not only at the next commit: a store that is closed asks for a tail that it lost, too. */
  private void openEpochIfDue() {
    if (ownLog.isOpen()) {
      commits.refreshHead();
    }
  }

  private void announce(Committed committed) {
    if (committed.local()) {
      watch.proven();
      ownLog.announced(committed);
    }
    members.learn(committed.op(), committed.fact());
    bus.publish(Channels.COMMITTED, committed);
  }

  /** Where the log ends; where that opens an epoch, the epoch's own fact goes first. */
  private Future<Head> findHead() {
    return ownLog
        .find()
        .compose(this::bringBack)
        .onSuccess(
            head -> {
              if (head.opensEpoch()) {
                commits.commitFirst(epochDraft(head));
              }
            });
  }

  /** A Redis that came back as another process may have lost ends of logs that peers still have. */
  private Future<Head> bringBack(Head head) {
    if (!head.opensEpoch() || !ownLog.isOpen()) {
      return Future.succeededFuture(head);
    }
    // what it holds and nobody was told of first: behind this point it counts as known
    return applier
        .announceUnnoticed()
        .compose(told -> bus.ask(Channels.REOPENED, new LogReopened(ownLog.lost(head))))
        .recover(nobody -> Future.succeededFuture(head.position()))
        .compose(asked -> ownLog.find());
  }

  private Commit epochDraft(Head head) {
    Instant now = time.instant();
    EpochOpened opened =
        new EpochOpened(bus.self().value(), head.epoch(), head.position(), ownLog.runId());
    String id = "epoch_" + bus.self() + "_" + head.epoch();
    return Commit.of(Draft.of(FactKind.EPOCH, id, now, opened).build());
  }

  private Future<ApplyResult> apply(ApplyBatch batch) {
    // the own log comes back from a peer only while nothing is being written to it
    boolean own = batch.origin().equals(bus.self());
    return applier
        .apply(batch)
        .onSuccess(
            applied -> {
              if (own && applied.applied() > 0) {
                ownLog.recovered(applied.position());
                commits.invalidateHead();
              }
            });
  }

  private Future<SnapshotState> fill(SnapshotStep step) {
    return snapshot
        .take(step)
        .onSuccess(
            state -> {
              if (step instanceof SnapshotStep.Begin begin && begin.adoptOwn()) {
                ownLog.recovered(begin.heads().of(bus.self().value()));
                commits.invalidateHead();
              }
            });
  }

  private Future<RightsQuery.Rights> rights(RightsQuery query) {
    return redis
        .send(Request.cmd(Command.HGETALL).arg(RedisKeys.right(query.receipt())))
        .map(
            all -> {
              Map<Integer, Integer> byLine = new HashMap<>();
              for (String line : all.getKeys()) {
                byLine.put(Integer.parseInt(line), all.get(line).toInteger());
              }
              return new RightsQuery.Rights(byLine);
            });
  }

  private Future<IdempotencyQuery.Answer> earlierUse(IdempotencyQuery query) {
    String key = RedisKeys.idempotency(query.actor(), query.key());
    return redis
        .send(Request.cmd(Command.GET).arg(key))
        .map(
            entry -> {
              if (entry == null) {
                return new IdempotencyQuery.Unused();
              }
              String text = entry.toString();
              int space = text.indexOf(' ');
              return new IdempotencyQuery.Used(text.substring(space + 1), text.substring(0, space));
            });
  }
}
