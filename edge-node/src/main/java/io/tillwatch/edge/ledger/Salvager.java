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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts ops that left an origin's log, because the origin lost them, into this store's own log, so
 * that they reach every store that lacks them, their origin among them. Waits until this store's
 * own log is whole; goes on after a restart where it was.
 */
final class Salvager {
  private static final Logger LOG = LoggerFactory.getLogger(Salvager.class);
  private static final Duration AGAIN = Duration.ofSeconds(2);
  private static final int STRETCH = 200;

  private final Vertx vertx;
  private final RedisLink redis;
  private final InstantSource time;
  private final Function<Commit, Future<CommitResult>> commits;
  private final FlawBoard flaws;
  private final TreeSet<String> due = new TreeSet<>();
  private boolean open;
  private boolean busy;

  Salvager(
      Vertx vertx,
      RedisLink redis,
      InstantSource time,
      Function<Commit, Future<CommitResult>> commits,
      FlawBoard flaws) {
    this.vertx = vertx;
    this.redis = redis;
    this.time = time;
    this.commits = commits;
    this.flaws = flaws;
  }

  /** This store's own log is whole: commits are allowed from now on. */
  Future<Positions> open(Future<Positions> known) {
    return known.onSuccess(
        positions -> {
          open = true;
          due.addAll(positions.byOrigin().keySet());
          run();
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
    due.add(origin.value());
    run();
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
