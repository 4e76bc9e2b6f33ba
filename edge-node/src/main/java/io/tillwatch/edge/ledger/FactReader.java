package io.tillwatch.edge.ledger;

import io.tillwatch.core.ledger.FactPage;
import io.tillwatch.core.ledger.FactsQuery;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.PageQuery;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.oplog.Op;
import io.tillwatch.edge.facts.FactDecoder;
import io.tillwatch.edge.ledger.redis.RedisKeys;
import io.tillwatch.edge.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;

/** Reads facts back, by id or page by page of an index, with what was said of them later. */
final class FactReader {
  private static final int MAX_ABOUT = 1000;

  /** From so many on facts are decoded beside the event loop, which serves tills meanwhile. */
  private static final int MANY = 64;

  private final Vertx vertx;
  private final RedisLink redis;

  FactReader(Vertx vertx, RedisLink redis) {
    this.vertx = vertx;
    this.redis = redis;
  }

  /** The facts of these ids in this order; unknown ids are left out. */
  Future<FactPage> facts(FactsQuery query) {
    return read(query.ids(), query.withAbout()).map(facts -> new FactPage(facts, null));
  }

  /**
   * A page of an index; fails with IllegalArgumentException for a cursor that the index does not
   * have.
   */
  Future<FactPage> page(PageQuery query) {
    return start(query)
        .compose(from -> members(query, from))
        .compose(
            ids -> {
              boolean more = ids.size() > query.limit();
              List<String> page = more ? ids.subList(0, query.limit()) : ids;
              String next = more ? page.get(page.size() - 1) : null;
              return read(page, query.withAbout()).map(facts -> new FactPage(facts, next));
            });
  }

  private Future<Long> start(PageQuery query) {
    if (query.cursor() == null) {
      return Future.succeededFuture(0L);
    }
    Command rank = query.oldestFirst() ? Command.ZRANK : Command.ZREVRANK;
    return redis
        .send(Request.cmd(rank).arg(RedisKeys.index(query.index())).arg(query.cursor()))
        .map(
            at -> {
              if (at == null) {
                throw new IllegalArgumentException("this cursor belongs to no page of the list");
              }
              // members never leave an index, so the page goes on behind this one wherever it
              // stands now
              return at.toLong() + 1;
            });
  }

  private Future<List<String>> members(PageQuery query, long from) {
    Command range = query.oldestFirst() ? Command.ZRANGE : Command.ZREVRANGE;
    // one more than asked for tells whether there is a next page
    return redis
        .send(
            Request.cmd(range)
                .arg(RedisKeys.index(query.index()))
                .arg(from)
                .arg(from + query.limit()))
        .map(FactReader::strings);
  }

  private Future<List<StoredFact>> read(List<String> ids, boolean withAbout) {
    if (ids.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    Request get = Request.cmd(Command.MGET);
    ids.forEach(id -> get.arg(RedisKeys.fact(id)));
    return redis
        .send(get)
        .compose(
            texts ->
                ids.size() < MANY
                    ? Future.succeededFuture(decode(texts))
                    : vertx.executeBlocking(() -> decode(texts), false))
        .compose(facts -> withAbout ? withAbout(facts) : Future.succeededFuture(facts));
  }

  private static List<StoredFact> decode(Response texts) {
    List<StoredFact> facts = new ArrayList<>(texts.size());
    for (Response text : texts) {
      if (text != null) {
        byte[] utf8 = text.toBuffer().getBytes();
        facts.add(FactDecoder.read(utf8, 0, utf8.length));
      }
    }
    return facts;
  }

  private Future<List<StoredFact>> withAbout(List<StoredFact> facts) {
    List<Future<StoredFact>> all = new ArrayList<>(facts.size());
    facts.forEach(fact -> all.add(withAbout(fact)));
    return Future.all(all).map(done -> done.<StoredFact>list());
  }

  private Future<StoredFact> withAbout(StoredFact stored) {
    Op op = stored.op();
    return redis
        .send(
            Request.cmd(Command.ZRANGE)
                .arg(RedisKeys.index(Indexes.about(op.factId())))
                .arg(0)
                .arg(MAX_ABOUT - 1))
        .compose(ids -> read(strings(ids), false))
        .map(about -> new StoredFact(op, stored.fact(), about));
  }

  private static List<String> strings(Response response) {
    List<String> strings = new ArrayList<>(response.size());
    response.forEach(item -> strings.add(item.toString()));
    return strings;
  }
}
