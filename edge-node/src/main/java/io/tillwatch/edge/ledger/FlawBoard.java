package io.tillwatch.edge.ledger;

import io.tillwatch.edge.ledger.model.LogFlaws;
import io.tillwatch.edge.redis.RedisLink;
import io.tillwatch.edge.replication.model.Position;
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
final class FlawBoard {
  private final RedisLink redis;
  private final Consumer<LogFlaws> announce;

  FlawBoard(RedisLink redis, Consumer<LogFlaws> announce) {
    this.redis = redis;
    this.announce = announce;
  }

  /** Takes note of what is told, and answers all that is known. */
  Future<LogFlaws> answer(LogFlaws.Question question) {
    if (!(question instanceof LogFlaws.Question.Diverged diverged)) {
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
  Future<LogFlaws> changed() {
    return read().onSuccess(announce::accept);
  }

  private Future<LogFlaws> read() {
    Future<Response> diverged = all(RedisKeys.DIVERGED);
    Future<Response> positions = all(RedisKeys.POSITIONS);
    return Future.all(diverged, positions)
        .compose(
            both -> {
              TreeSet<String> origins = new TreeSet<>(positions.result().getKeys());
              origins.addAll(diverged.result().getKeys());
              List<Future<?>> reads = new ArrayList<>();
              Map<String, LogFlaws.Flaw> flaws = new TreeMap<>();
              for (String origin : origins) {
                reads.add(
                    salvaged(origin)
                        .onSuccess(
                            count ->
                                note(flaws, origin, position(diverged.result(), origin), count)));
              }
              return Future.all(reads).map(done -> new LogFlaws(flaws));
            });
  }

  private static void note(
      Map<String, LogFlaws.Flaw> flaws, String origin, Position divergedAt, long salvaged) {
    if (divergedAt != null || salvaged > 0) {
      flaws.put(origin, new LogFlaws.Flaw(divergedAt, salvaged));
    }
  }

  private Future<Long> salvaged(String origin) {
    return redis
        .send(Request.cmd(Command.XLEN).arg(RedisKeys.salvage(origin)))
        .map(Response::toLong);
  }

  private static Position position(Response hash, String origin) {
    Response value = hash.get(origin);
    return value == null ? null : Position.parse(value.toString());
  }

  private Future<Response> all(String hash) {
    return redis.send(Request.cmd(Command.HGETALL).arg(hash));
  }
}
