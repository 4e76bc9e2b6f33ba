package io.tillwatch.edge.ledger;

import io.tillwatch.core.ledger.ApplyBatch;
import io.tillwatch.core.ledger.ApplyResult;
import io.tillwatch.core.ledger.ApplyResult.Stop;
import io.tillwatch.core.oplog.Op;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.SignedOp;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.edge.codec.OpCodec;
import io.tillwatch.edge.ledger.redis.LuaScript;
import io.tillwatch.edge.ledger.redis.RedisKeys;
import io.tillwatch.edge.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps apart what a store logged after it had left the group: counted, shown, without effect. */
final class Quarantine {
  private static final Logger LOG = LoggerFactory.getLogger(Quarantine.class);
  private static final LuaScript SCRIPT = LuaScript.of("fork.lua", "quarantine.lua");
  private static final String REASON = "its store had left the group";

  private final RedisLink redis;
  private final OpLog log;
  private final Consumer<StoreId> flawed;

  /**
   * @param flawed told of an origin of which something was kept apart
   */
  Quarantine(RedisLink redis, OpLog log, Consumer<StoreId> flawed) {
    this.redis = redis;
    this.log = log;
    this.flawed = flawed;
  }

  /** Keeps ops in order, each once; stops before one that is not genuine, or behind a gap. */
  Future<ApplyResult> keep(ApplyBatch batch) {
    String origin = batch.origin().value();
    List<String> ops = new ArrayList<>();
    int genuine = 0;
    for (SignedOp signed : batch.ops()) {
      Op place = place(batch.origin(), signed);
      if (place == null) {
        break;
      }
      genuine++;
      ops.add(place.id().position().toString());
      ops.add(place.predecessor().toString());
      ops.add(signed.text());
      ops.add(signed.mac());
    }
    List<String> keys =
        List.of(
            RedisKeys.QUARANTINE,
            RedisKeys.QUARANTINED,
            RedisKeys.QUARANTINE_POSITIONS,
            RedisKeys.POSITIONS);
    List<String> args = new ArrayList<>(List.of(origin, REASON, Integer.toString(genuine)));
    args.addAll(ops);
    boolean refused = genuine < batch.ops().size();
    return SCRIPT.run(redis, keys, args).map(answer -> kept(batch.origin(), answer, refused));
  }

  private @Nullable Op place(StoreId origin, SignedOp signed) {
    if (!log.isGenuine(signed)) {
      return null;
    }
    try {
      Op place = OpCodec.decodePlace(signed.text());
      return place.id().origin().equals(origin) ? place : null;
    } catch (IllegalArgumentException unreadable) {
      return null;
    }
  }

  private ApplyResult kept(StoreId origin, Response answer, boolean refused) {
    int kept = answer.get(1).toInteger();
    if (kept > 0) {
      LOG.atError()
          .addKeyValue("origin", origin)
          .addKeyValue("ops", kept)
          .log("a store that has left the group goes on: what it logs is kept apart");
      flawed.accept(origin);
    }
    Stop stop = Stop.valueOf(answer.get(3).toString());
    return new ApplyResult(
        Position.parse(answer.get(0).toString()),
        kept,
        answer.get(2).toInteger(),
        stop == Stop.NONE && refused ? Stop.REFUSED : stop);
  }
}
