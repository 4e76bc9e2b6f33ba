package io.tillwatch.edge.ledger;

import io.tillwatch.core.ledger.Committed;
import io.tillwatch.core.ledger.LogQuery;
import io.tillwatch.core.oplog.Op;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.SignedOp;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.EpochOpened;
import io.tillwatch.edge.codec.OpCodec;
import io.tillwatch.edge.facts.FactDecoder;
import io.tillwatch.edge.ledger.OpLog.Head;
import io.tillwatch.edge.ledger.redis.RedisKeys;
import io.tillwatch.edge.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds where this store's own log ends: at start, after Redis was away, and whenever the writer is
 * in doubt. Announces what was committed while the answer got lost. A Redis that is not the one it
 * was (another run id) opens a new epoch, so that no sequence number is ever used twice, even where
 * Redis lost its last second.
 */
final class OwnLogReader {
  private static final Pattern RUN_ID = Pattern.compile("run_id:([0-9a-f]+)");
  private static final int STRETCH = 500;

  private final StoreId self;
  private final RedisLink redis;
  private final LogReader logs;
  private final OpLog log;
  private final InstantSource time;
  private final Consumer<Committed> announce;
  private @Nullable Position announced;
  private @Nullable String confirmedRunId;
  private String runId = "";
  private @Nullable Future<Head> finding;

  OwnLogReader(
      StoreId self,
      RedisLink redis,
      LogReader logs,
      OpLog log,
      InstantSource time,
      Consumer<Committed> announce) {
    this.self = self;
    this.redis = redis;
    this.logs = logs;
    this.log = log;
    this.time = time;
    this.announce = announce;
  }

  /** Takes note of an own fact that was announced. */
  void announced(Committed committed) {
    announced = committed.op().id().position();
    if (committed.fact() instanceof EpochOpened opened) {
      confirmedRunId = opened.redisRunId();
    }
  }

  /** Ops of this store came back from a peer: what it commits next opens an epoch behind them. */
  void recovered(Position upTo) {
    confirmedRunId = null;
    if (announced != null && upTo.compareTo(announced) > 0) {
      announced = upTo;
    }
  }

  /** Whether this run has opened an epoch. */
  boolean isOpen() {
    return announced != null;
  }

  /** Whether the stored log ends before what was announced of it. */
  boolean lost(Head head) {
    return announced != null && head.position().compareTo(announced) < 0;
  }

  /** Run id of the Redis that was met last; empty before the first. */
  String runId() {
    return runId;
  }

  /** What is being asked gets no answer any more. */
  void linkIsDown() {
    finding = null;
  }

  /**
   * Where the next op goes. Own facts that Redis holds and nobody was told of are announced before;
   * once, however many ask meanwhile.
   */
  Future<Head> find() {
    if (finding == null) {
      Future<Head> begun = lookUp();
      finding = begun;
      begun.onComplete(
          done -> {
            if (finding == begun) {
              finding = null;
            }
          });
      return begun;
    }
    return finding;
  }

  private Future<Head> lookUp() {
    return Future.all(runIdNow(), field(RedisKeys.POSITIONS), field(RedisKeys.CHAIN))
        .compose(
            all -> {
              runId = all.resultAt(0);
              String stored = all.resultAt(1);
              Position position = stored == null ? Position.START : Position.parse(stored);
              String hash = all.resultAt(2) == null ? "" : all.resultAt(2);
              return announceUnnoticed(position).map(done -> head(position, hash));
            });
  }

  private Head head(Position position, String hash) {
    boolean lostHistory = announced != null && position.compareTo(announced) < 0;
    if (runId.equals(confirmedRunId) && !lostHistory) {
      return new Head(position, hash, false, position.epoch());
    }
    Position latest = announced != null && lostHistory ? announced : position;
    Head opened = log.openEpoch(position, hash);
    return new Head(position, hash, true, Math.max(opened.epoch(), latest.epoch() + 1));
  }

  private Future<Void> announceUnnoticed(Position stored) {
    if (announced == null || stored.compareTo(announced) <= 0) {
      return Future.succeededFuture();
    }
    return logs.read(new LogQuery(self, announced, STRETCH))
        .compose(
            range -> {
              range.ops().forEach(this::announceUnnoticed);
              return range.ops().isEmpty() ? Future.succeededFuture() : announceUnnoticed(stored);
            });
  }

  private void announceUnnoticed(SignedOp signed) {
    Op op = OpCodec.decode(signed.text());
    announce.accept(
        new Committed(
            op,
            FactDecoder.read(op),
            true,
            op.stampedMicros(),
            OpLog.micros(time.instant()),
            signed));
  }

  private Future<String> runIdNow() {
    return redis
        .send(Request.cmd(Command.INFO).arg("server"))
        .map(
            info -> {
              Matcher matcher = RUN_ID.matcher(info.toString());
              if (!matcher.find()) {
                throw new IllegalStateException("INFO server of this Redis names no run_id");
              }
              return matcher.group(1);
            });
  }

  private Future<String> field(String hash) {
    return redis
        .send(Request.cmd(Command.HGET).arg(hash).arg(self.value()))
        .map(value -> value == null ? null : value.toString());
  }
}
