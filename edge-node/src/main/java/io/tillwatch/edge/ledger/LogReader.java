package io.tillwatch.edge.ledger;

import io.tillwatch.core.ledger.LogQuery;
import io.tillwatch.core.ledger.Positions;
import io.tillwatch.core.oplog.OpId;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.SignedOp;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.edge.ledger.redis.LuaScript;
import io.tillwatch.edge.ledger.redis.RedisKeys;
import io.tillwatch.edge.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads logs and positions as they are stored, so that ops can be sent on exactly as they were
 * signed.
 */
final class LogReader {
  private static final int MAX_RANGE = 2000;

  /** As fork.lua reads it. */
  private static final Pattern AFTER = Pattern.compile("\"after\":\"(\\d+-\\d+)\"");

  private static final LuaScript HEADS = LuaScript.of("heads.lua");

  private final RedisLink redis;

  LogReader(RedisLink redis) {
    this.redis = redis;
  }

  /** How far every origin's log is known here. */
  Future<Positions> positions() {
    return HEADS
        .run(redis, List.of(RedisKeys.POSITIONS, RedisKeys.CHAIN), List.of())
        .map(
            both -> {
              Map<String, Position> byOrigin = new HashMap<>();
              pairs(both.get(0)).forEach((origin, at) -> byOrigin.put(origin, Position.parse(at)));
              return new Positions(byOrigin, pairs(both.get(1)));
            });
  }

  /** Ops of one origin after a position, oldest first. */
  Future<LogQuery.LogRange> read(LogQuery query) {
    String origin = query.origin().value();
    // the head first: what is announced and not among the entries is gone, not late
    Future<Response> head =
        redis.send(Request.cmd(Command.HGET).arg(RedisKeys.POSITIONS).arg(origin));
    Future<Response> entries =
        redis.send(
            Request.cmd(Command.XRANGE)
                .arg(RedisKeys.log(origin))
                .arg("(" + query.after())
                .arg("+")
                .arg("COUNT")
                .arg(Math.min(Math.max(query.limit(), 1), MAX_RANGE)));
    return Future.all(head, entries)
        .map(all -> range(query, head.result(), ops(query, entries.result())));
  }

  /** Places of ops of one origin that have no effect here, as far as they are among the last. */
  Future<Set<Position>> latestKeptApart(StoreId origin) {
    return redis
        .send(
            Request.cmd(Command.XREVRANGE)
                .arg(RedisKeys.QUARANTINE)
                .arg("+")
                .arg("-")
                .arg("COUNT")
                .arg(MAX_RANGE))
        .map(
            entries -> {
              Set<Position> places = new HashSet<>();
              for (Response entry : entries) {
                Response fields = entry.get(1);
                if (origin.value().equals(field(fields, "origin"))) {
                  places.add(Position.parse(field(fields, "stamp")));
                }
              }
              return places;
            });
  }

  private static LogQuery.LogRange range(LogQuery query, Response stored, List<SignedOp> ops) {
    Position head = stored == null ? Position.START : Position.parse(stored.toString());
    return isTrimmed(query.after(), head, ops)
        ? new LogQuery.LogRange(List.of(), head, true)
        : new LogQuery.LogRange(ops, head, false);
  }

  private static boolean isTrimmed(Position after, Position head, List<SignedOp> ops) {
    if (ops.isEmpty()) {
      return head.compareTo(after) > 0;
    }
    Position first = ops.get(0).id().position();
    boolean next = first.epoch() == after.epoch() && first.seq() == after.seq() + 1;
    return !next && predecessor(ops.get(0)).compareTo(after) > 0;
  }

  /** Of an op whose rest need not be readable: it stands in its log all the same. */
  private static Position predecessor(SignedOp op) {
    Matcher after = AFTER.matcher(op.text());
    if (!after.find()) {
      throw new IllegalStateException("the op " + op.id() + " names no predecessor");
    }
    return Position.parse(after.group(1));
  }

  private static Map<String, String> pairs(Response flat) {
    Map<String, String> pairs = new HashMap<>();
    for (int i = 0; i + 1 < flat.size(); i += 2) {
      pairs.put(flat.get(i).toString(), flat.get(i + 1).toString());
    }
    return pairs;
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
