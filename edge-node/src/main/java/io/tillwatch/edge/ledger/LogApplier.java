package io.tillwatch.edge.ledger;

import io.tillwatch.edge.bus.OpCodec;
import io.tillwatch.edge.ledger.model.ApplyBatch;
import io.tillwatch.edge.ledger.model.ApplyResult;
import io.tillwatch.edge.ledger.model.ApplyResult.Stop;
import io.tillwatch.edge.ledger.model.Committed;
import io.tillwatch.edge.redis.RedisLink;
import io.tillwatch.edge.replication.model.Op;
import io.tillwatch.edge.replication.model.Position;
import io.tillwatch.edge.replication.model.SignedOp;
import io.tillwatch.edge.replication.model.StoreId;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Applies other stores' ops, in the order of their logs. Lives on the ledger's event loop;
 * idempotent.
 */
final class LogApplier {
  private static final LuaScript SCRIPT = LuaScript.of("effects.lua", "apply.lua");

  private record Read(Op op, SignedOp signed) {}

  private final StoreId self;
  private final RedisLink redis;
  private final OpLog log;
  private final InstantSource time;
  private final Consumer<Committed> announce;

  LogApplier(
      StoreId self, RedisLink redis, OpLog log, InstantSource time, Consumer<Committed> announce) {
    this.self = self;
    this.redis = redis;
    this.log = log;
    this.time = time;
    this.announce = announce;
  }

  /**
   * Applies what can be applied; stops before the first op that is missing, diverged or not
   * genuine.
   */
  Future<ApplyResult> apply(ApplyBatch batch) {
    List<Read> genuine = new ArrayList<>(batch.ops().size());
    for (SignedOp signed : batch.ops()) {
      Op op = read(batch.origin(), signed);
      if (op == null) {
        break;
      }
      genuine.add(new Read(op, signed));
    }
    boolean refused = genuine.size() < batch.ops().size();
    ScriptCall call = new ScriptCall(self, batch.origin(), genuine.size());
    genuine.forEach(read -> call.add(read.op(), read.signed()));
    return SCRIPT
        .run(redis, call.keys(), call.args())
        .map(answer -> announceApplied(genuine, answer, refused))
        .recover(
            why ->
                Future.failedFuture(
                    new LedgerUnavailableException("the ledger's Redis does not answer", why)));
  }

  private Op read(StoreId origin, SignedOp signed) {
    if (!log.isGenuine(signed)) {
      return null;
    }
    try {
      Op op = OpCodec.decode(signed.text());
      return op.id().origin().equals(origin) && op.id().equals(signed.id()) ? op : null;
    } catch (IllegalArgumentException unreadable) {
      return null;
    }
  }

  private ApplyResult announceApplied(List<Read> batch, Response answer, boolean refused) {
    Position position = Position.parse(answer.get(0).toString());
    int applied = answer.get(1).toInteger();
    int duplicates = answer.get(2).toInteger();
    Stop stop = Stop.valueOf(answer.get(3).toString());
    long now = OpLog.micros(time.instant());
    for (Read read : batch.subList(duplicates, duplicates + applied)) {
      log.witness(read.op().hlc());
      announce.accept(
          new Committed(
              read.op(), FactBodies.read(read.op()), false, read.signed().committedMicros(), now));
    }
    return new ApplyResult(
        position, applied, duplicates, stop == Stop.NONE && refused ? Stop.REFUSED : stop);
  }
}
