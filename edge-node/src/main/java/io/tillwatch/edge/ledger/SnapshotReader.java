package io.tillwatch.edge.ledger;

import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.Positions;
import io.tillwatch.core.ledger.snapshot.SnapshotPage;
import io.tillwatch.core.ledger.snapshot.SnapshotQuery;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.edge.ledger.redis.RedisKeys;
import io.tillwatch.edge.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives all facts of this store away, slice by slice in order of time. A fact that comes in between
 * may stand before the slice that was given last; its op is behind the positions that were given
 * first, so the taker gets it by its log.
 */
final class SnapshotReader {
  private static final int MAX_FACTS = 1000;
  private static final long MAX_CHARS = 4L << 20;

  private final StoreId self;
  private final RedisLink redis;
  private final LogReader logs;

  SnapshotReader(StoreId self, RedisLink redis, LogReader logs) {
    this.self = self;
    this.redis = redis;
    this.logs = logs;
  }

  /** The slice asked for; fails for a cursor that this store did not give. */
  Future<SnapshotPage> page(SnapshotQuery query) {
    return query.cursor() == null ? heads() : slice(query.cursor(), query);
  }

  private Future<SnapshotPage> heads() {
    Future<Response> lost =
        redis.send(
            Request.cmd(Command.HGET).arg(RedisKeys.SNAPSHOT).arg(SnapshotWriter.LOST_FIELD));
    Future<Positions> heads = logs.positions();
    Future<Response> total =
        redis.send(Request.cmd(Command.ZCARD).arg(RedisKeys.index(Indexes.FACTS)));
    return Future.all(lost, heads, total)
        .map(
            all ->
                new SnapshotPage(
                    promised(heads.result(), lost.result()),
                    total.result().toLong(),
                    List.of(),
                    SnapshotQuery.FIRST,
                    false));
  }

  /**
   * The logs whose facts are all here. A store that lost its own facts and is being filled with
   * them knows where its log ends, but not yet what was in it.
   */
  private Positions promised(Positions heads, Response lost) {
    if (lost == null || lost.toInteger() == 0) {
      return heads;
    }
    Map<String, Position> others = new HashMap<>(heads.byOrigin());
    others.remove(self.value());
    return new Positions(others, heads.chain());
  }

  private Future<SnapshotPage> slice(String cursor, SnapshotQuery query) {
    int limit = Math.min(Math.max(query.limit(), 1), MAX_FACTS);
    return start(cursor)
        .compose(
            from ->
                redis.send(
                    Request.cmd(Command.ZRANGE)
                        .arg(RedisKeys.index(Indexes.FACTS))
                        .arg(from)
                        .arg(from + limit - 1)))
        .compose(ids -> texts(cursor, ids, limit));
  }

  private Future<Long> start(String cursor) {
    if (cursor.equals(SnapshotQuery.FIRST)) {
      return Future.succeededFuture(0L);
    }
    return redis
        .send(Request.cmd(Command.ZRANK).arg(RedisKeys.index(Indexes.FACTS)).arg(cursor))
        .map(
            at -> {
              if (at == null) {
                throw new IllegalArgumentException("this cursor belongs to no snapshot given here");
              }
              // members never leave the index, so the scan goes on behind this one wherever it is
              return at.toLong() + 1;
            });
  }

  private Future<SnapshotPage> texts(String asked, Response ids, int limit) {
    if (ids.size() == 0) {
      return Future.succeededFuture(new SnapshotPage(null, 0, List.of(), asked, true));
    }
    Request get = Request.cmd(Command.MGET);
    ids.forEach(id -> get.arg(RedisKeys.fact(id.toString())));
    return redis.send(get).map(texts -> page(ids, texts, limit));
  }

  /** What one message may hold of them; one fact always stays. */
  private static SnapshotPage page(Response ids, Response texts, int limit) {
    List<String> facts = new ArrayList<>(texts.size());
    long chars = 0;
    int count = 0;
    while (count < texts.size() && chars <= MAX_CHARS) {
      String text = texts.get(count++).toString();
      chars += text.length();
      facts.add(text);
    }
    boolean last = count == ids.size() && count < limit;
    return new SnapshotPage(null, 0, facts, ids.get(count - 1).toString(), last);
  }
}
