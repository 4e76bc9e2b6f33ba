package io.tillwatch.edge.ledger;

import io.tillwatch.edge.ledger.model.LogQuery;
import io.tillwatch.edge.ledger.model.Positions;
import io.tillwatch.edge.redis.RedisLink;
import io.tillwatch.edge.replication.model.OpId;
import io.tillwatch.edge.replication.model.Position;
import io.tillwatch.edge.replication.model.SignedOp;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads logs and positions as they are stored, so that ops can be sent on exactly as they were
 * signed.
 */
final class LogReader {
  private static final int MAX_STRETCH = 2000;

  private final RedisLink redis;

  LogReader(RedisLink redis) {
    this.redis = redis;
  }

  /** How far every origin's log is known here. */
  Future<Positions> positions() {
    return redis
        .send(Request.cmd(Command.HGETALL).arg(RedisKeys.POSITIONS))
        .map(
            all -> {
              Map<String, Position> byOrigin = new HashMap<>();
              for (String origin : all.getKeys()) {
                byOrigin.put(origin, Position.parse(all.get(origin).toString()));
              }
              return new Positions(byOrigin);
            });
  }

  /** Ops of one origin after a position, oldest first. */
  Future<LogQuery.Stretch> read(LogQuery query) {
    String origin = query.origin().value();
    Future<Response> entries =
        redis.send(
            Request.cmd(Command.XRANGE)
                .arg(RedisKeys.log(origin))
                .arg("(" + query.after())
                .arg("+")
                .arg("COUNT")
                .arg(Math.min(Math.max(query.limit(), 1), MAX_STRETCH)));
    Future<Response> head =
        redis.send(Request.cmd(Command.HGET).arg(RedisKeys.POSITIONS).arg(origin));
    return Future.all(entries, head)
        .map(
            all ->
                new LogQuery.Stretch(
                    ops(query, entries.result()),
                    head.result() == null
                        ? Position.START
                        : Position.parse(head.result().toString())));
  }

  private static List<SignedOp> ops(LogQuery query, Response entries) {
    List<SignedOp> ops = new ArrayList<>(entries.size());
    for (Response entry : entries) {
      OpId id = new OpId(query.origin(), Position.parse(entry.get(0).toString()));
      Response fields = entry.get(1);
      ops.add(new SignedOp(id, field(fields, "op"), field(fields, "mac"), 0));
    }
    return ops;
  }

  /** A field of a log entry. */
  static String field(Response fields, String name) {
    for (int i = 0; i + 1 < fields.size(); i += 2) {
      if (name.equals(fields.get(i).toString())) {
        return fields.get(i + 1).toString();
      }
    }
    throw new IllegalStateException("a log entry lacks the field " + name);
  }
}
