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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Applies other stores' ops, in the order of their logs. Lives on the ledger's event loop;
 * idempotent.
 */
final class LogApplier {
  private static final LuaScript SCRIPT = LuaScript.of("effects.lua", "fork.lua", "apply.lua");

  private record Read(Op op, SignedOp signed, List<CarriedFact> carried) {}

  private final StoreId self;
  private final RedisLink redis;
  private final OpLog log;
  private final InstantSource time;
  private final Consumer<Committed> announce;
  private final Consumer<StoreId> flawed;

  /**
   * @param announce told of each fact that is new here, once it is on disk
   * @param flawed told of an origin whose log diverged, or whose lost tail was put aside
   */
  LogApplier(
      StoreId self,
      RedisLink redis,
      OpLog log,
      InstantSource time,
      Consumer<Committed> announce,
      Consumer<StoreId> flawed) {
    this.self = self;
    this.redis = redis;
    this.log = log;
    this.time = time;
    this.announce = announce;
    this.flawed = flawed;
  }

  /**
   * Applies what can be applied; stops before the first op that is missing, diverged or not
   * genuine.
   */
  Future<ApplyResult> apply(ApplyBatch batch) {
    List<Read> genuine = new ArrayList<>(batch.ops().size());
    for (SignedOp signed : batch.ops()) {
      Read read = read(batch.origin(), signed);
      if (read == null) {
        break;
      }
      genuine.add(read);
    }
    boolean refused = genuine.size() < batch.ops().size();
    ScriptCall call = new ScriptCall(self, batch.origin(), genuine.size());
    genuine.forEach(read -> call.add(read.op(), read.signed(), read.carried()));
    call.key(RedisKeys.salvage(batch.origin().value()));
    call.key(RedisKeys.DIVERGED);
    return SCRIPT
        .run(redis, call.keys(), call.args())
        .map(answer -> applied(batch.origin(), genuine, answer, refused))
        .recover(
            why ->
                Future.failedFuture(
                    new LedgerUnavailableException("the ledger's Redis does not answer", why)));
  }

  private Read read(StoreId origin, SignedOp signed) {
    if (!log.isGenuine(signed)) {
      return null;
    }
    try {
      Op op = OpCodec.decode(signed.text());
      return op.id().origin().equals(origin) && op.id().equals(signed.id())
          ? new Read(op, signed, CarriedFact.in(op, log))
          : null;
    } catch (IllegalArgumentException unreadable) {
      return null;
    }
  }

  private ApplyResult applied(StoreId origin, List<Read> batch, Response answer, boolean refused) {
    Position position = Position.parse(answer.get(0).toString());
    int applied = answer.get(1).toInteger();
    int duplicates = answer.get(2).toInteger();
    Stop stop = Stop.valueOf(answer.get(3).toString());
    int salvaged = answer.get(4).toInteger();
    announce(batch.subList(duplicates, duplicates + applied), answer.get(5));
    if (salvaged > 0 || stop == Stop.DIVERGED) {
      flawed.accept(origin);
    }
    return new ApplyResult(
        position, applied, duplicates, stop == Stop.NONE && refused ? Stop.REFUSED : stop);
  }

  private void announce(List<Read> applied, Response freshFacts) {
    long now = OpLog.micros(time.instant());
    Set<String> fresh = new HashSet<>();
    freshFacts.forEach(id -> fresh.add(id.toString()));
    for (Read read : applied) {
      Op op = read.op();
      log.witness(op.hlc());
      announce.accept(
          new Committed(op, FactBodies.read(op), false, read.signed().committedMicros(), now));
      for (CarriedFact carried : read.carried()) {
        if (fresh.remove(carried.op().factId())) {
          log.witness(carried.op().hlc());
          announce.accept(Committed.salvaged(carried.op(), FactBodies.read(carried.op()), now));
        }
      }
    }
  }
}
