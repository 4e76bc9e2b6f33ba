package io.tillwatch.edge.ledger;

import io.tillwatch.core.ledger.Committed;
import io.tillwatch.core.ledger.Positions;
import io.tillwatch.core.ledger.snapshot.SnapshotState;
import io.tillwatch.core.ledger.snapshot.SnapshotStep;
import io.tillwatch.core.oplog.Op;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.SignedOp;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.edge.codec.OpCodec;
import io.tillwatch.edge.facts.FactDecoder;
import io.tillwatch.edge.ledger.redis.LuaScript;
import io.tillwatch.edge.ledger.redis.RedisKeys;
import io.tillwatch.edge.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Fills this store from another one's facts. How far it has come stands in Redis beside the facts
 * and moves with them, so that it goes on where it was after a restart. Facts are a union: what is
 * here already is left as it is, refund rights included.
 */
final class SnapshotWriter {
  private static final LuaScript BEGIN = LuaScript.of("snapshot.lua", "snapshot-begin.lua");
  private static final LuaScript MERGE = LuaScript.of("effects.lua", "snapshot-merge.lua");
  private static final LuaScript END = LuaScript.of("snapshot.lua", "snapshot-end.lua");

  /** Field of {@link RedisKeys#SNAPSHOT}: 1 where facts of this store's own are missing. */
  static final String LOST_FIELD = "lost";

  private static final String LOG_FIELD = "log:";

  /** A slice that was sent and not answered. */
  private record Unanswered(List<Op> ops, String cursor) {}

  private final StoreId self;
  private final RightsOwnership rightsOwnership;
  private final RedisLink redis;
  private final OpLog log;
  private final InstantSource time;
  private final Consumer<Committed> announce;
  private final Consumer<Positions> adopted;
  private @Nullable Unanswered unanswered;

  /** How far the logs are known once the end that was sent is carried out. */
  private @Nullable Positions ending;

  /**
   * @param announce told of each fact that is new here, once it is on disk
   * @param adopted told how far the logs are known once all slices are here
   */
  SnapshotWriter(
      StoreId self,
      RightsOwnership rightsOwnership,
      RedisLink redis,
      OpLog log,
      InstantSource time,
      Consumer<Committed> announce,
      Consumer<Positions> adopted) {
    this.self = self;
    this.rightsOwnership = rightsOwnership;
    this.redis = redis;
    this.log = log;
    this.time = time;
    this.announce = announce;
    this.adopted = adopted;
  }

  /** Does the step; completes with how far it is then. */
  Future<SnapshotState> take(SnapshotStep step) {
    return announceUnnoticed().compose(told -> carryOut(step));
  }

  private Future<SnapshotState> carryOut(SnapshotStep step) {
    if (step instanceof SnapshotStep.Begin begin) {
      return begin(begin);
    }
    if (step instanceof SnapshotStep.Merge merge) {
      return merge(merge).compose(done -> readState());
    }
    return step instanceof SnapshotStep.Finish finish
        ? readState().compose(state -> finish(state, finish.cursor()))
        : readState();
  }

  private Future<SnapshotState> readState() {
    return redis
        .send(Request.cmd(Command.HGETALL).arg(RedisKeys.SNAPSHOT))
        .map(SnapshotWriter::state);
  }

  private Future<SnapshotState> begin(SnapshotStep.Begin begin) {
    String own = self.value();
    List<String> keys =
        List.of(RedisKeys.SNAPSHOT, RedisKeys.POSITIONS, RedisKeys.CHAIN, RedisKeys.log(own));
    Positions heads = begin.heads();
    List<String> args = new ArrayList<>();
    args.add(begin.from().value());
    args.add(Long.toString(begin.total()));
    args.add(own);
    args.add(begin.adoptOwn() ? heads.of(own).toString() : "");
    args.add(heads.hashOf(own));
    args.add(begin.ownLost() ? "1" : "0");
    heads
        .byOrigin()
        .forEach(
            (origin, position) -> {
              args.add(LOG_FIELD + origin);
              args.add(position + " " + heads.hashOf(origin));
            });
    return BEGIN.run(redis, keys, args).compose(begun -> readState());
  }

  private Future<Void> merge(SnapshotStep.Merge merge) {
    List<Op> ops = merge.facts().stream().map(OpCodec::decode).toList();
    ScriptCall call = new ScriptCall(rightsOwnership, self, ops.size(), ScriptCall.UNKNOWN);
    for (int i = 0; i < ops.size(); i++) {
      // the mac goes into logs only, and a snapshot writes none; what a salvaged op carries is a
      // fact of its own
      String text = merge.facts().get(i);
      SignedOp unsigned = new SignedOp(ops.get(i).id(), text, "", 0);
      call.add(ops.get(i), unsigned, OpCodec.hash(text), List.of());
    }
    call.key(RedisKeys.SNAPSHOT);
    call.arg(merge.asked());
    call.arg(merge.cursor());
    call.arg(Integer.toString(ops.size()));
    return MERGE
        .run(redis, call.keys(), call.args())
        .onSuccess(fresh -> announce(ops, fresh))
        .onFailure(lost -> unanswered = new Unanswered(ops, merge.cursor()))
        .mapEmpty();
  }

  /**
   * Announces a slice that Redis took in while its answer got lost: which of it was new nobody
   * knows.
   */
  Future<Void> announceUnnoticed() {
    if (unanswered == null && ending == null) {
      return Future.succeededFuture();
    }
    return readState()
        .onSuccess(
            state -> {
              if (state == SnapshotState.NONE) {
                ended();
              }
              ending = null;
              if (unanswered != null && state.cursor().equals(unanswered.cursor())) {
                unanswered.ops().forEach(this::announce);
              }
              unanswered = null;
            })
        .mapEmpty();
  }

  private void announce(List<Op> ops, Response fresh) {
    for (int i = 0; i < fresh.size(); i++) {
      log.witness(ops.get(i).hlc());
      if (fresh.get(i).toInteger() == 1) {
        announce(ops.get(i));
      }
    }
  }

  private void announce(Op op) {
    long now = OpLog.micros(time.instant());
    announce.accept(new Committed(op, FactDecoder.read(op), false, 0, now));
  }

  private Future<SnapshotState> finish(SnapshotState state, String cursor) {
    List<String> keys = new ArrayList<>();
    keys.add(RedisKeys.SNAPSHOT);
    keys.add(RedisKeys.POSITIONS);
    keys.add(RedisKeys.CHAIN);
    List<String> args = new ArrayList<>();
    args.add(cursor);
    for (String origin : state.heads().byOrigin().keySet()) {
      // its own log has grown on its own
      if (!origin.equals(self.value())) {
        keys.add(RedisKeys.log(origin));
        args.add(origin);
        args.add(state.heads().of(origin).toString());
        args.add(state.heads().hashOf(origin));
      }
    }
    ending = state.heads();
    return END.run(redis, keys, args).onSuccess(ended -> ended()).compose(ended -> readState());
  }

  private void ended() {
    if (ending != null) {
      adopted.accept(ending);
      ending = null;
    }
  }

  private static SnapshotState state(Response stored) {
    if (stored.size() == 0) {
      return SnapshotState.NONE;
    }
    Map<String, Position> positions = new HashMap<>();
    Map<String, String> chain = new HashMap<>();
    for (String field : stored.getKeys()) {
      if (field.startsWith(LOG_FIELD)) {
        String[] head = stored.get(field).toString().split(" ", 2);
        String origin = field.substring(LOG_FIELD.length());
        positions.put(origin, Position.parse(head[0]));
        chain.put(origin, head[1]);
      }
    }
    return new SnapshotState(
        new StoreId(stored.get("from").toString()),
        new Positions(positions, chain),
        stored.get("total").toLong(),
        stored.get("done").toLong(),
        stored.get("cursor").toString(),
        stored.get(LOST_FIELD).toInteger() == 1);
  }
}
