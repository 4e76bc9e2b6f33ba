package io.tillwatch.edge.ledger;

import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.edge.ledger.redis.LuaScript;
import io.tillwatch.edge.ledger.redis.RedisKeys;
import io.tillwatch.edge.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the indexes and rights of receipts, which the version before kept under whatever number
 * was typed, under one spelling each. Once in the life of a Redis, before it is read; where it is
 * broken off it begins anew, and what is done is not done again.
 */
final class ReceiptKeyMigration {
  private static final Logger LOG = LoggerFactory.getLogger(ReceiptKeyMigration.class);
  private static final LuaScript SCRIPT = LuaScript.of("unite.lua");
  private static final String INDEX = RedisKeys.index(Indexes.RECEIPT);

  /** Keys that one call looks at; Redis answers nobody else meanwhile. */
  private static final int STEP = 1000;

  private final RedisLink redis;
  private int united;

  ReceiptKeyMigration(RedisLink redis) {
    this.redis = redis;
  }

  /** Unites what is not yet. */
  Future<Void> unite() {
    return redis
        .send(Request.cmd(Command.EXISTS).arg(RedisKeys.SPELLINGS))
        .compose(done -> done.toInteger() == 1 ? Future.succeededFuture() : uniteAll().mapEmpty());
  }

  private Future<?> uniteAll() {
    return scan(INDEX, key -> RedisKeys.index(Indexes.RECEIPT + key.substring(INDEX.length())), "0")
        .compose(
            done ->
                scan(
                    RedisKeys.RIGHT,
                    key -> RedisKeys.right(key.substring(RedisKeys.RIGHT.length())),
                    "0"))
        .compose(done -> redis.send(Request.cmd(Command.SET).arg(RedisKeys.SPELLINGS).arg("1")))
        .onSuccess(
            done ->
                LOG.atInfo()
                    .addKeyValue("keys", united)
                    .log("receipts stand under one spelling each"));
  }

  private Future<Void> scan(String prefix, UnaryOperator<String> one, String cursor) {
    Request scan =
        Request.cmd(Command.SCAN).arg(cursor).arg("MATCH").arg(prefix + "*").arg("COUNT").arg(STEP);
    return redis
        .send(scan)
        .compose(
            page ->
                move(page.get(1), one)
                    .compose(
                        moved ->
                            page.get(0).toString().equals("0")
                                ? Future.succeededFuture()
                                : scan(prefix, one, page.get(0).toString())));
  }

  private Future<?> move(Response found, UnaryOperator<String> one) {
    List<String> keys = new ArrayList<>();
    for (Response each : found) {
      String key = each.toString();
      String to = one.apply(key);
      if (!to.equals(key)) {
        keys.add(key);
        keys.add(to);
      }
    }
    united += keys.size() / 2;
    return keys.isEmpty() ? Future.succeededFuture() : SCRIPT.run(redis, keys, List.of());
  }
}
