package io.tillwatch.edge.ledger;

import io.tillwatch.core.ledger.ApplyBatch;
import io.tillwatch.core.ledger.ApplyResult;
import io.tillwatch.core.ledger.ApplyResult.Stop;
import io.tillwatch.core.ledger.Committed;
import io.tillwatch.core.ledger.Positions;
import io.tillwatch.core.oplog.Op;
import io.tillwatch.core.oplog.OpId;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.SignedOp;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.edge.facts.FactDecoder;
import io.tillwatch.edge.ledger.redis.LuaScript;
import io.tillwatch.edge.ledger.redis.RedisKeys;
import io.tillwatch.edge.port.LedgerUnavailableException;
import io.tillwatch.edge.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies other stores' ops, in the order of their logs. Lives on the ledger's event loop;
 * idempotent.
 */
final class LogApplier {
  private static final LuaScript SCRIPT = LuaScript.of("effects.lua", "fork.lua", "apply.lua");

  /** Where in the script's answer the names begin: of fresh facts, known ones, poisoned ops. */
  private static final int NAMES = 7;

  private static final int MOST_EARLY = 64;

  /** What the script says where the same ops must be given to it again. */
  private static final String FORKING = "MORE";

  private static final Logger LOG = LoggerFactory.getLogger(LogApplier.class);

  private final StoreId self;
  private final RightsOwnership rightsOwnership;
  private final RedisLink redis;
  private final OpLog log;
  private final InstantSource time;
  private final Consumer<Committed> announce;
  private final Consumer<StoreId> flawed;
  private final InDoubtOps inDoubtOps;
  private final Map<String, DecodedOp> early = new LinkedHashMap<>();

  /**
   * @param announce told of each fact that is new here, once it is on disk
   * @param flawed told of an origin whose log diverged, or whose lost tail was put aside
   */
  LogApplier(
      StoreId self,
      RightsOwnership rightsOwnership,
      RedisLink redis,
      LogReader logs,
      OpLog log,
      InstantSource time,
      Consumer<Committed> announce,
      Consumer<StoreId> flawed) {
    this.self = self;
    this.rightsOwnership = rightsOwnership;
    this.redis = redis;
    this.log = log;
    this.time = time;
    this.announce = announce;
    this.flawed = flawed;
    this.inDoubtOps = new InDoubtOps(logs, this::announceUnnoticed);
  }

  /** All facts of these logs up to there were announced, by other means than their ops. */
  void adopted(Positions heads) {
    heads.byOrigin().forEach((origin, at) -> inDoubtOps.announced(new StoreId(origin), at));
  }

  /** What is being asked gets no answer any more. */
  void linkIsDown() {
    inDoubtOps.linkIsDown();
  }

  /** Announces what Redis applied while its answer got lost. */
  Future<Void> announceUnnoticed() {
    return inDoubtOps.lookAtAll();
  }

  /**
   * Applies what can be applied; stops before the first op that is missing, diverged or not
   * genuine.
   */
  Future<ApplyResult> apply(ApplyBatch batch) {
    List<DecodedOp> genuine = new ArrayList<>(batch.ops().size());
    for (SignedOp signed : batch.ops()) {
      DecodedOp read = read(batch.origin(), signed);
      if (read == null) {
        break;
      }
      genuine.add(read);
    }
    boolean refused = genuine.size() < batch.ops().size();
    return inDoubtOps
        .resolve(batch.origin())
        .compose(told -> runToEnd(batch.origin(), genuine))
        .map(answer -> applied(batch.origin(), genuine, answer, refused))
        .recover(why -> unanswered(batch.origin(), genuine, why));
  }

  /** A log that must give up a long tail does so bit by bit: Redis serves others in between. */
  private Future<Response> runToEnd(StoreId origin, List<DecodedOp> ops) {
    return run(origin, ops)
        .compose(
            answer -> {
              if (!FORKING.equals(answer.get(3).toString())) {
                return Future.succeededFuture(answer);
              }
              flawed.accept(origin);
              return runToEnd(origin, ops);
            });
  }

  private Future<Response> run(StoreId origin, List<DecodedOp> ops) {
    ScriptCall call = new ScriptCall(rightsOwnership, origin, ops.size(), time.millis());
    ops.forEach(read -> read.addTo(call));
    call.key(RedisKeys.salvage(origin.value()));
    call.key(RedisKeys.DIVERGED);
    call.key(RedisKeys.QUARANTINE);
    call.key(RedisKeys.QUARANTINED);
    return SCRIPT.run(redis, call.keys(), call.args());
  }

  private Future<ApplyResult> unanswered(StoreId origin, List<DecodedOp> sent, Throwable why) {
    if (!sent.isEmpty()) {
      inDoubtOps.lost(origin, sent.get(0).op().predecessor());
    }
    return Future.failedFuture(
        new LedgerUnavailableException("the ledger's Redis does not answer", why));
  }

  /**
   * Reads ops that may be applied soon; those that are no good are left for then. Redis, which has
   * slept since the last customer, runs the script on nothing meanwhile, and is awake for them.
   */
  void readAhead(ApplyBatch batch) {
    run(batch.origin(), List.of());
    for (SignedOp signed : batch.ops()) {
      DecodedOp read = read(batch.origin(), signed);
      if (read != null) {
        early.put(signed.mac(), read);
      }
      if (early.size() > MOST_EARLY) {
        early.remove(early.keySet().iterator().next());
      }
    }
  }

  private @Nullable DecodedOp read(StoreId origin, SignedOp signed) {
    DecodedOp before = early.remove(signed.mac());
    if (before != null
        && before.op().id().origin().equals(origin)
        && before.op().id().equals(signed.id())
        && before.signed().text().equals(signed.text())) {
      return before.with(signed);
    }
    if (!log.isGenuine(signed)) {
      return null;
    }
    try {
      DecodedOp read = DecodedOp.of(signed, log);
      OpId id = read.op().id();
      return id.origin().equals(origin) && id.equals(signed.id()) ? read : null;
    } catch (IllegalArgumentException unplaceable) {
      return null;
    }
  }

  private ApplyResult applied(
      StoreId origin, List<DecodedOp> batch, Response answer, boolean refused) {
    Position position = Position.parse(answer.get(0).toString());
    int applied = answer.get(1).toInteger();
    int duplicates = answer.get(2).toInteger();
    Stop stop = Stop.valueOf(answer.get(3).toString());
    int salvaged = answer.get(4).toInteger();
    List<String> names = new ArrayList<>();
    for (int i = NAMES; i < answer.size(); i++) {
      names.add(answer.get(i).toString());
    }
    int fresh = answer.get(5).toInteger();
    int told = fresh + answer.get(6).toInteger();
    Set<Position> poisoned = quarantined(origin, names.subList(told, names.size()));
    Set<String> before = new HashSet<>(names.subList(fresh, told));
    batch.subList(0, duplicates).stream()
        .filter(known -> inDoubtOps.isUnannounced(origin, known.op().id().position()))
        .forEach(known -> announceUnnoticed(known.signed()));
    announce(
        batch.subList(duplicates, duplicates + applied), names.subList(0, fresh), before, poisoned);
    inDoubtOps.announced(origin, position);
    if (salvaged > 0 || stop == Stop.DIVERGED || !poisoned.isEmpty()) {
      flawed.accept(origin);
    }
    return new ApplyResult(
        position, applied, duplicates, stop == Stop.NONE && refused ? Stop.REFUSED : stop);
  }

  private Set<Position> quarantined(StoreId origin, List<String> stampsAndReasons) {
    Set<Position> poisoned = new HashSet<>();
    for (int i = 0; i + 1 < stampsAndReasons.size(); i += 2) {
      Position at = Position.parse(stampsAndReasons.get(i));
      poisoned.add(at);
      LOG.atError()
          .addKeyValue("store", self)
          .addKeyValue("opId", new OpId(origin, at))
          .addKeyValue("error", stampsAndReasons.get(i + 1))
          .log("an op is in quarantine: it has no effect here, its log goes on");
    }
    return poisoned;
  }

  private void announceUnnoticed(SignedOp signed) {
    DecodedOp read = DecodedOp.of(signed, log);
    if (read.poison() == null) {
      log.witness(read.op().hlc());
      long now = OpLog.micros(time.instant());
      announce.accept(new Committed(read.op(), read.fact(), false, 0, now));
      for (SalvagedFact carried : read.carried()) {
        announce.accept(Committed.salvaged(carried.op(), FactDecoder.read(carried.op()), now));
      }
    }
  }

  /** A fact that had come by another way was told of then, and is not told of twice. */
  private void announce(
      List<DecodedOp> applied, List<String> freshFacts, Set<String> known, Set<Position> poisoned) {
    long now = OpLog.micros(time.instant());
    Set<String> fresh = new HashSet<>(freshFacts);
    for (DecodedOp read : applied) {
      Op op = read.op();
      log.witness(op.hlc());
      if (!poisoned.contains(op.id().position()) && !known.contains(op.factId())) {
        announce.accept(
            new Committed(op, read.fact(), false, read.signed().committedMicros(), now));
      }
      for (SalvagedFact carried : read.carried()) {
        if (fresh.remove(carried.op().factId())) {
          log.witness(carried.op().hlc());
          announce.accept(Committed.salvaged(carried.op(), FactDecoder.read(carried.op()), now));
        }
      }
    }
  }
}
