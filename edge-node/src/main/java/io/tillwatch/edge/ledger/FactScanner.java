package io.tillwatch.edge.ledger;

import io.tillwatch.core.ledger.FactPage;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.ScanQuery;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.edge.facts.FactDecoder;
import io.tillwatch.edge.ledger.redis.LuaScript;
import io.tillwatch.edge.ledger.redis.RedisKeys;
import io.tillwatch.edge.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads long ranges of all facts. Each comes from Redis in one piece and is decoded beside the
 * event loop. Ranges asked for in order are read in that order.
 */
final class FactScanner {
  private static final LuaScript SCRIPT = LuaScript.of("scan.lua");

  /** So many are decoded in one go: a long range keeps more than one worker busy. */
  private static final int AT_ONCE = 250;

  private final Vertx vertx;
  private final RedisLink redis;

  FactScanner(Vertx vertx, RedisLink redis) {
    this.vertx = vertx;
    this.redis = redis;
  }

  /** The range asked for; its next cursor is the place behind it. */
  Future<FactPage> read(ScanQuery query) {
    long next = query.from() + query.limit();
    List<String> args =
        List.of(Long.toString(query.from()), Long.toString(next - 1), RedisKeys.fact(""));
    return SCRIPT
        .run(redis, List.of(RedisKeys.index(Indexes.FACTS), RedisKeys.ARRIVALS), args)
        .compose(
            answer -> {
              boolean full = answer.get(0).toInteger() == query.limit();
              return decode(answer)
                  .map(
                      facts ->
                          new FactPage(
                              facts, full ? Long.toString(next) : null, arrivals(answer.get(3))));
            });
  }

  private static Map<String, Long> arrivals(Response idsAndTimes) {
    Map<String, Long> arrivals = new HashMap<>();
    for (int i = 0; i + 1 < idsAndTimes.size(); i += 2) {
      arrivals.put(idsAndTimes.get(i).toString(), idsAndTimes.get(i + 1).toLong());
    }
    return arrivals;
  }

  private Future<List<StoredFact>> decode(Response answer) {
    String lengths = answer.get(1).toString();
    if (lengths.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    byte[] texts = answer.get(2).toBuffer().getBytes();
    int[] ends = ends(lengths.split(","));
    List<Future<List<StoredFact>>> parts = new ArrayList<>();
    for (int start = 0; start < ends.length; start += AT_ONCE) {
      int from = start;
      int to = Math.min(ends.length, start + AT_ONCE);
      parts.add(vertx.executeBlocking(() -> decode(texts, ends, from, to), false));
    }
    return Future.all(parts)
        .map(done -> done.<List<StoredFact>>list().stream().flatMap(List::stream).toList());
  }

  private static int[] ends(String[] lengths) {
    int[] ends = new int[lengths.length];
    int end = 0;
    for (int i = 0; i < lengths.length; i++) {
      end += Integer.parseInt(lengths[i]);
      ends[i] = end;
    }
    return ends;
  }

  private static List<StoredFact> decode(byte[] texts, int[] ends, int from, int to) {
    List<StoredFact> facts = new ArrayList<>(to - from);
    for (int i = from; i < to; i++) {
      facts.add(FactDecoder.read(texts, i == 0 ? 0 : ends[i - 1], ends[i]));
    }
    return facts;
  }
}
