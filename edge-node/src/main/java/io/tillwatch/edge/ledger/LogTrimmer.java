package io.tillwatch.edge.ledger;

import io.tillwatch.core.ledger.Acknowledged;
import io.tillwatch.core.ledger.TrimOrder;
import io.tillwatch.core.oplog.Op;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.edge.codec.OpCodec;
import io.tillwatch.edge.ledger.redis.RedisKeys;
import io.tillwatch.edge.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Gives up the beginning of logs. Which op is old enough stands in the ops; one in a thousand is
 * read to find out. Little at a time, so that sales do not wait for it.
 */
final class LogTrimmer {
  /**
   * Ops of a log's latest epoch that stay in any case, as far as it has as many: a writer in doubt
   * reads them again.
   */
  private static final int KEPT = 1000;

  private static final int STRIDE = 1000;
  private static final int MAX_STRIDES = 50;
  private static final int MAX_FORCED = 20_000;

  private final RedisLink redis;

  LogTrimmer(RedisLink redis) {
    this.redis = redis;
  }

  /** Carries the order out as far as one go allows; the next one goes on. */
  Future<TrimOrder.Left> trim(TrimOrder order) {
    Future<Long> removed =
        note(order)
            .compose(
                noted ->
                    order.isForced()
                        ? cut(order)
                        : last(RedisKeys.log(order.origin().value()))
                            .compose(
                                newest ->
                                    limit(order)
                                        .compose(
                                            limit ->
                                                strides(
                                                    order,
                                                    age(order, newest),
                                                    limit,
                                                    STRIDE,
                                                    0,
                                                    0))));
    return removed.compose(count -> left(order.origin().value(), count));
  }

  /** What was noted of every member. */
  Future<Acknowledged> acknowledged() {
    return redis
        .send(Request.cmd(Command.HGETALL).arg(RedisKeys.ACKNOWLEDGED))
        .map(
            all -> {
              Map<String, Map<String, Position>> byMember = new HashMap<>();
              for (String field : all.getKeys()) {
                int slash = field.indexOf('/');
                byMember
                    .computeIfAbsent(field.substring(0, slash), member -> new HashMap<>())
                    .put(field.substring(slash + 1), Position.parse(all.get(field).toString()));
              }
              return new Acknowledged(byMember);
            });
  }

  private Future<Response> note(TrimOrder order) {
    if (order.acks().isEmpty()) {
      return Future.succeededFuture();
    }
    Request note = Request.cmd(Command.HSET).arg(RedisKeys.ACKNOWLEDGED);
    order
        .acks()
        .forEach(
            (member, position) -> note.arg(member + "/" + order.origin()).arg(position.toString()));
    return redis.send(note);
  }

  private Future<Long> cut(TrimOrder order) {
    return redis
        .send(
            Request.cmd(Command.XTRIM)
                .arg(RedisKeys.log(order.origin().value()))
                .arg("MAXLEN")
                .arg("~")
                .arg(order.keep())
                .arg("LIMIT")
                .arg(MAX_FORCED))
        .map(Response::toLong);
  }

  /** The last op that may go. */
  private Future<Position> limit(TrimOrder order) {
    return head(order.origin().value())
        .map(
            head -> {
              Position kept = new Position(head.epoch(), Math.max(0, head.seq() - KEPT));
              return kept.compareTo(order.upTo()) < 0 ? kept : order.upTo();
            });
  }

  /** Whether an op is old enough, by the time that it was stamped. */
  private static LongPredicate age(TrimOrder order, Op newest) {
    long head = newest == null ? 0 : newest.stampedMicros();
    if (head == 0) {
      return stamped -> stamped < order.beforeMicros();
    }
    long before = Math.min(order.beforeMicros(), head - order.ageMicros());
    // one that is stamped long after the newest is older all the same: the clock was ahead then
    return stamped -> stamped < before || stamped - order.ageMicros() > head;
  }

  private Future<Long> strides(
      TrimOrder order, LongPredicate age, Position limit, int stride, int taken, long removed) {
    String log = RedisKeys.log(order.origin().value());
    if (taken == MAX_STRIDES) {
      return Future.succeededFuture(removed);
    }
    return first(log)
        .compose(
            first -> {
              if (first == null || first.id().position().compareTo(limit) > 0) {
                return Future.succeededFuture(removed);
              }
              return at(log, target(first.id().position(), limit, stride))
                  .compose(last -> stride(order, age, limit, stride, taken, removed, last));
            });
  }

  private Future<Long> stride(
      TrimOrder order,
      LongPredicate age,
      Position limit,
      int stride,
      int taken,
      long removed,
      Op last) {
    // an op that does not say how old it is goes by itself, and takes no younger one along
    boolean old = last.stampedMicros() == 0 ? stride == 1 : age.test(last.stampedMicros());
    if (old) {
      return upTo(RedisKeys.log(order.origin().value()), last.id().position())
          .compose(gone -> strides(order, age, limit, stride, taken + 1, removed + gone));
    }
    return stride == 1
        ? Future.succeededFuture(removed)
        : strides(order, age, limit, Math.max(1, stride / 10), taken + 1, removed);
  }

  private static Position target(Position first, Position limit, int stride) {
    Position far = new Position(first.epoch(), first.seq() + stride - 1);
    return far.compareTo(limit) < 0 ? far : limit;
  }

  private Future<Long> upTo(String log, Position last) {
    Position next = new Position(last.epoch(), last.seq() + 1);
    return redis
        .send(Request.cmd(Command.XTRIM).arg(log).arg("MINID").arg("=").arg(next.toString()))
        .map(Response::toLong);
  }

  private Future<TrimOrder.Left> left(String origin, long removed) {
    String log = RedisKeys.log(origin);
    Future<Response> length = redis.send(Request.cmd(Command.XLEN).arg(log));
    Future<Op> first = first(log);
    Future<Position> head = head(origin);
    return Future.all(length, first, head)
        .map(
            all ->
                new TrimOrder.Left(
                    first.result() == null ? head.result() : first.result().predecessor(),
                    length.result().toLong(),
                    removed));
  }

  private Future<Position> head(String origin) {
    return redis
        .send(Request.cmd(Command.HGET).arg(RedisKeys.POSITIONS).arg(origin))
        .map(stored -> stored == null ? Position.START : Position.parse(stored.toString()));
  }

  private Future<Op> first(String log) {
    return redis
        .send(Request.cmd(Command.XRANGE).arg(log).arg("-").arg("+").arg("COUNT").arg(1))
        .map(LogTrimmer::only);
  }

  private Future<Op> last(String log) {
    return redis
        .send(Request.cmd(Command.XREVRANGE).arg(log).arg("+").arg("-").arg("COUNT").arg(1))
        .map(LogTrimmer::only);
  }

  /** The op there, or the last one before. */
  private Future<Op> at(String log, Position place) {
    return redis
        .send(
            Request.cmd(Command.XREVRANGE)
                .arg(log)
                .arg(place.toString())
                .arg("-")
                .arg("COUNT")
                .arg(1))
        .map(LogTrimmer::only);
  }

  private static @Nullable Op only(Response entries) {
    // quarantined ops too have their place in a log and leave it
    return entries.size() == 0
        ? null
        : OpCodec.decodePlace(LogReader.field(entries.get(0).get(1), "op"));
  }
}
