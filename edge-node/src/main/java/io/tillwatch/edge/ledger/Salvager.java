package io.tillwatch.edge.ledger;

import io.tillwatch.edge.bus.OpCodec;
import io.tillwatch.edge.ledger.model.Commit;
import io.tillwatch.edge.ledger.model.CommitResult;
import io.tillwatch.edge.ledger.model.Draft;
import io.tillwatch.edge.ledger.model.FactKind;
import io.tillwatch.edge.ledger.model.Indexes;
import io.tillwatch.edge.ledger.model.Positions;
import io.tillwatch.edge.redis.RedisLink;
import io.tillwatch.edge.replication.model.OpId;
import io.tillwatch.edge.replication.model.Position;
import io.tillwatch.edge.replication.model.Salvage;
import io.tillwatch.edge.replication.model.StoreId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts ops that left an origin's log, because the origin lost them, into this store's own log, so
 * that they reach every store that lacks them, their origin among them. Waits until this store's
 * own log is whole; goes on after a restart where it was.
 *
 * <p>Several stores may hold the same tail, and it is to be logged once: they take turns by id, and
 * who comes later finds logged what those before it held. Nobody waits for a store that is away.
 */
final class Salvager {
  private static final Logger LOG = LoggerFactory.getLogger(Salvager.class);
  private static final Duration AGAIN = Duration.ofSeconds(2);
  private static final int STRETCH = 200;

  /** Long enough for what another store has logged meanwhile to arrive here. */
  private static final Duration FIRST_TURN = Duration.ofSeconds(1);

  private static final Duration BETWEEN_TURNS = Duration.ofSeconds(3);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
  private static final int MOST_LOOKS = 10;

  private final StoreId self;
  private final Vertx vertx;
  private final RedisLink redis;
  private final InstantSource time;
  private final Function<Commit, Future<CommitResult>> commits;
  private final FlawBoard flaws;
  private final Supplier<Future<Boolean>> level;
  private final TreeSet<String> due = new TreeSet<>();
  private boolean open;
  private boolean busy;

  /**
   * @param level whether every peer was heard and all that it has is here
   */
  Salvager(
      StoreId self,
      Vertx vertx,
      RedisLink redis,
      InstantSource time,
      Function<Commit, Future<CommitResult>> commits,
      FlawBoard flaws,
      Supplier<Future<Boolean>> level) {
    this.self = self;
    this.vertx = vertx;
    this.redis = redis;
    this.time = time;
    this.commits = commits;
    this.flaws = flaws;
    this.level = level;
  }

  /** This store's own log is whole: commits are allowed from now on. */
  Future<Positions> open(Future<Positions> known) {
    return known.onSuccess(
        positions -> {
          open = true;
          positions.byOrigin().keySet().forEach(this::inTurn);
        });
  }

  /** Ops left this origin's log, or it diverged. */
  void wake(StoreId origin) {
    flaws
        .changed()
        .onFailure(
            why ->
                LOG.atWarn()
                    .addKeyValue("error", why.getMessage())
                    .log("the logs' flaws cannot be shown yet"));
    inTurn(origin.value());
  }

  /** Puts the origin's lost ops on the list when it is this store's turn. */
  private void inTurn(String origin) {
    redis
        .send(Request.cmd(Command.HKEYS).arg(RedisKeys.POSITIONS))
        .map(known -> turn(origin, known))
        .otherwise(Duration.ZERO)
        .onSuccess(
            wait ->
                vertx.setTimer(
                    FIRST_TURN.plus(wait).toMillis(), now -> onceLevel(origin, MOST_LOOKS)));
  }

  /** What others logged may be on its way; who never arrives is waited for only so long. */
  private void onceLevel(String origin, int looks) {
    level
        .get()
        .otherwise(true)
        .onSuccess(
            isLevel -> {
              if (isLevel || looks == 0) {
                retry(origin);
              } else {
                vertx.setTimer(LOOK_AGAIN.toMillis(), later -> onceLevel(origin, looks - 1));
              }
            });
  }

  /** The stores that may hold what the origin lost come one behind the other, by id. */
  private Duration turn(String origin, Response known) {
    long before =
        known.stream()
            .map(Response::toString)
            .filter(store -> !store.equals(origin) && store.compareTo(self.value()) < 0)
            .count();
    return BETWEEN_TURNS.multipliedBy(before);
  }

  private void run() {
    if (!open || busy || due.isEmpty()) {
      return;
    }
    busy = true;
    String origin = due.pollFirst();
    salvage(origin)
        .onComplete(
            done -> {
              busy = false;
              if (done.failed()) {
                LOG.atWarn()
                    .addKeyValue("origin", origin)
                    .addKeyValue("error", done.cause().getMessage())
                    .log("a lost tail could not be salvaged yet");
                vertx.setTimer(AGAIN.toMillis(), again -> retry(origin));
              } else {
                run();
              }
            });
  }

  private void retry(String origin) {
    due.add(origin);
    run();
  }

  private Future<Void> salvage(String origin) {
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
        .compose(entries -> salvage(origin, entries));
  }

  private Future<Void> salvage(String origin, Response entries) {
    if (entries.size() == 0) {
      return Future.succeededFuture();
    }
    List<Future<CommitResult>> commit = new ArrayList<>(entries.size());
    entries.forEach(entry -> commit.add(commits.apply(Commit.of(draft(origin, entry.get(1))))));
    String last = entries.get(entries.size() - 1).get(0).toString();
    return Future.all(commit)
        .compose(
            all ->
                redis.send(Request.cmd(Command.HSET).arg(RedisKeys.SALVAGED).arg(origin).arg(last)))
        .onSuccess(
            done ->
                LOG.atWarn()
                    .addKeyValue("origin", origin)
                    .addKeyValue("ops", entries.size())
                    .log("salvaged ops that their origin lost"))
        .compose(done -> salvage(origin));
  }

  private Draft draft(String origin, Response fields) {
    String text = LogReader.field(fields, "op");
    Position position = Position.parse(LogReader.field(fields, "stamp"));
    Salvage salvage = new Salvage(origin, position, text, LogReader.field(fields, "mac"));
    Instant now = time.instant();
    return new Draft(
        FactKind.SALVAGE,
        Salvage.idFor(new OpId(new StoreId(origin), position)),
        now,
        salvage,
        about(text),
        List.of(Indexes.SALVAGED),
        List.of());
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
