package io.tillwatch.edge.ledger;

import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.ledger.Commit;
import io.tillwatch.core.ledger.CommitResult;
import io.tillwatch.core.ledger.Draft;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.Positions;
import io.tillwatch.core.oplog.OpId;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.Salvage;
import io.tillwatch.core.replication.protocol.SalvageLockRequest;
import io.tillwatch.core.replication.protocol.SalvageProgress;
import io.tillwatch.core.replication.protocol.SalvageState;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.codec.OpCodec;
import io.tillwatch.edge.ledger.redis.RedisKeys;
import io.tillwatch.edge.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts ops that left an origin's log, because the origin lost them, into this store's own log, so
 * that they reach every store that lacks them, their origin among them. Waits until this store's
 * own log is whole; goes on after a restart where it was.
 *
 * <p>Several stores may hold the same tail, and it is to be logged once: before each range of it
 * this store asks for the lock on that tail. What another one has logged meanwhile is known here by
 * then.
 */
final class Salvager {
  private static final Logger LOG = LoggerFactory.getLogger(Salvager.class);
  private static final Duration AGAIN = Duration.ofSeconds(2);
  private static final Duration ASK_AGAIN = Duration.ofMillis(500);
  private static final int STRETCH = 200;
  private static final SalvageState UNTOUCHED = new SalvageState(0, false);

  private final Vertx vertx;
  private final RedisLink redis;
  private final InstantSource time;
  private final Function<Commit, Future<CommitResult>> commits;
  private final LogHealthStore health;
  private final Bus bus;
  private final Map<String, SalvageState> due = new HashMap<>();
  private final Map<String, String> waitsFor = new HashMap<>();
  private final Set<String> woken = new HashSet<>();
  private final Set<String> underWay = new HashSet<>();
  private boolean open;

  Salvager(
      Vertx vertx,
      RedisLink redis,
      InstantSource time,
      Function<Commit, Future<CommitResult>> commits,
      LogHealthStore health,
      Bus bus) {
    this.vertx = vertx;
    this.redis = redis;
    this.time = time;
    this.commits = commits;
    this.health = health;
    this.bus = bus;
  }

  /** This store's own log is whole: commits are allowed from now on. */
  Future<Positions> open(Future<Positions> known) {
    return known.onSuccess(
        positions -> {
          open = true;
          positions.byOrigin().keySet().forEach(this::due);
        });
  }

  /** Ops left this origin's log, or it diverged. */
  void wake(StoreId origin) {
    // told first: who hears that the new epoch is followed here hears of what is left to log, too
    due(origin.value());
    health
        .changed()
        .onFailure(
            why ->
                LOG.atWarn()
                    .addKeyValue("error", why.getMessage())
                    .log("the logs' flaws cannot be shown yet"));
  }

  private void due(String origin) {
    woken.add(origin);
    publish(origin, due.getOrDefault(origin, UNTOUCHED));
    run(origin);
  }

  private void publish(String origin, @Nullable SalvageState state) {
    if (state == null) {
      due.remove(origin);
    } else {
      due.put(origin, state);
    }
    bus.publish(Channels.SALVAGE_PROGRESS, new SalvageProgress(origin, state));
  }

  private void run(String origin) {
    if (!open || !due.containsKey(origin) || !underWay.add(origin)) {
      return;
    }
    woken.remove(origin);
    salvage(origin)
        .onComplete(
            done -> {
              underWay.remove(origin);
              if (done.failed()) {
                LOG.atWarn()
                    .addKeyValue("origin", origin)
                    .addKeyValue("error", done.cause().getMessage())
                    .log("a lost tail could not be salvaged yet");
                publish(origin, due.get(origin).waiting());
              }
              goOn(origin, done.succeeded() ? done.result() : AGAIN);
            });
  }

  /** Looks again later, or at once where more was lost meanwhile. */
  private void goOn(String origin, Duration wait) {
    if (!wait.isZero()) {
      vertx.setTimer(wait.toMillis(), again -> run(origin));
    } else if (woken.contains(origin)) {
      run(origin);
    } else {
      publish(origin, null);
    }
  }

  /** Logs what is left while this store has the lock; answers how long to wait, zero for done. */
  private Future<Duration> salvage(String origin) {
    return redis
        .send(Request.cmd(Command.HGET).arg(RedisKeys.SALVAGED).arg(origin))
        .compose(
            known ->
                redis.send(
                    Request.cmd(Command.XRANGE)
                        .arg(RedisKeys.salvage(origin))
                        .arg(known == null ? "-" : "(" + known)
                        .arg("+")
                        .arg("COUNT")
                        .arg(STRETCH)))
        .compose(
            entries ->
                entries.size() == 0
                    ? Future.succeededFuture(Duration.ZERO)
                    : withLock(origin, entries));
  }

  private Future<Duration> withLock(String origin, Response entries) {
    return bus.ask(Channels.SALVAGE_LOCK, new SalvageLockRequest(origin))
        .compose(
            lock -> {
              long logged = due.getOrDefault(origin, UNTOUCHED).logged();
              publish(origin, new SalvageState(logged, lock.isGranted()));
              sayWaiting(origin, lock.waitsFor());
              return lock.isGranted()
                  ? salvage(origin, entries).compose(done -> salvage(origin))
                  : Future.succeededFuture(ASK_AGAIN);
            });
  }

  private void sayWaiting(String origin, @Nullable String forWhom) {
    if (forWhom != null && !forWhom.equals(waitsFor.put(origin, forWhom))) {
      LOG.atInfo()
          .addKeyValue("origin", origin)
          .addKeyValue("peer", forWhom)
          .log("a lost tail waits: it is another store's turn, or that store is waited for");
    }
  }

  private Future<?> salvage(String origin, Response entries) {
    List<Future<CommitResult>> commit = new ArrayList<>(entries.size());
    entries.forEach(entry -> commit.add(commits.apply(Commit.of(draft(origin, entry.get(1))))));
    String last = entries.get(entries.size() - 1).get(0).toString();
    return Future.all(commit)
        .compose(
            all ->
                redis.send(Request.cmd(Command.HSET).arg(RedisKeys.SALVAGED).arg(origin).arg(last)))
        .onSuccess(done -> logged(origin, commit));
  }

  private void logged(String origin, List<Future<CommitResult>> commits) {
    long fresh =
        commits.stream().filter(commit -> commit.result() instanceof CommitResult.Done).count();
    publish(
        origin,
        new SalvageState(due.getOrDefault(origin, UNTOUCHED).logged() + commits.size(), true));
    LOG.atWarn()
        .addKeyValue("origin", origin)
        .addKeyValue("ops", fresh)
        .addKeyValue("known", commits.size() - fresh)
        .log("salvaged ops that their origin lost");
  }

  private Draft draft(String origin, Response fields) {
    String text = LogReader.field(fields, "op");
    Position position = Position.parse(LogReader.field(fields, "stamp"));
    Salvage salvage = new Salvage(origin, position, text, LogReader.field(fields, "mac"));
    Instant now = time.instant();
    return Draft.of(
            FactKind.SALVAGE, Salvage.idFor(new OpId(new StoreId(origin), position)), now, salvage)
        .about(about(text))
        .in(List.of(Indexes.SALVAGED))
        .build();
  }

  /**
   * The fact it brings back; none where nobody can read it, which does not keep it from going on.
   */
  private static List<String> about(String text) {
    try {
      return List.of(OpCodec.decode(text).factId());
    } catch (IllegalArgumentException unreadable) {
      return List.of();
    }
  }
}
