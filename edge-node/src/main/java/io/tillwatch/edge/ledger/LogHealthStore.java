package io.tillwatch.edge.ledger;

import io.tillwatch.core.oplog.LogHealth;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.edge.ledger.redis.RedisKeys;
import io.tillwatch.edge.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Reads what is wrong with logs out of Redis, and tells whoever shows it when that changes. */
final class LogHealthStore {
  private final RedisLink redis;
  private final Consumer<LogHealth> announce;

  LogHealthStore(RedisLink redis, Consumer<LogHealth> announce) {
    this.redis = redis;
    this.announce = announce;
  }

  /** Takes note of what is told, and answers all that is known. */
  Future<LogHealth> answer(LogHealth.Question question) {
    if (question instanceof LogHealth.Question.Trusted trusted) {
      return redis
          .send(Request.cmd(Command.HDEL).arg(RedisKeys.DIVERGED).arg(trusted.origin()))
          .compose(gone -> changed());
    }
    if (!(question instanceof LogHealth.Question.Diverged diverged)) {
      return read();
    }
    return redis
        .send(
            Request.cmd(Command.HSETNX)
                .arg(RedisKeys.DIVERGED)
                .arg(diverged.origin())
                .arg(diverged.at().toString()))
        .compose(noted -> changed());
  }

  /** Something changed: reads all of it and tells. */
  Future<LogHealth> changed() {
    return read().onSuccess(announce::accept);
  }

  private Future<LogHealth> read() {
    Future<Response> diverged = all(RedisKeys.DIVERGED);
    Future<Response> positions = all(RedisKeys.POSITIONS);
    Future<Response> quarantined = all(RedisKeys.QUARANTINED);
    return Future.all(diverged, positions, quarantined)
        .compose(
            all -> {
              TreeSet<String> origins = new TreeSet<>(positions.result().getKeys());
              origins.addAll(diverged.result().getKeys());
              List<Future<?>> reads = new ArrayList<>();
              Map<String, LogHealth.Flaw> flaws = new TreeMap<>();
              for (String origin : origins) {
                reads.add(
                    salvaged(origin)
                        .map(n -> flaw(diverged.result(), quarantined.result(), origin, n))
                        .onSuccess(flaw -> note(flaws, origin, flaw)));
              }
              return Future.all(reads).map(done -> new LogHealth(flaws));
            });
  }

  private static LogHealth.Flaw flaw(
      Response diverged, Response quarantined, String origin, long salvaged) {
    Response at = diverged.get(origin);
    Response count = quarantined.get(origin);
    Response last = quarantined.get(origin + "/last");
    return new LogHealth.Flaw(
        at == null ? null : Position.parse(at.toString()),
        salvaged,
        count == null ? 0 : count.toLong(),
        last == null ? null : last.toString());
  }

  private static void note(Map<String, LogHealth.Flaw> flaws, String origin, LogHealth.Flaw flaw) {
    if (flaw.divergedAt() != null || flaw.salvaged() > 0 || flaw.quarantined() > 0) {
      flaws.put(origin, flaw);
    }
  }

  private Future<Long> salvaged(String origin) {
    return redis
        .send(Request.cmd(Command.XLEN).arg(RedisKeys.salvage(origin)))
        .map(Response::toLong);
  }

  private Future<Response> all(String hash) {
    return redis.send(Request.cmd(Command.HGETALL).arg(hash));
  }
}
