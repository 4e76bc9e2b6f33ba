package io.tillwatch.edge.ledger;

import io.tillwatch.core.ledger.LogQuery;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.SignedOp;
import io.tillwatch.core.oplog.StoreId;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Other stores' ops that Redis may have applied although its answer got lost, as when it was killed
 * in between. Nobody in this node has heard of them: they are looked up in the log and told before
 * anything else of their origin is, or they would be known to Redis and to nobody else. Lives on
 * the ledger's event loop.
 */
final class InDoubtOps {
  private static final int STRETCH = 500;
  private static final Logger LOG = LoggerFactory.getLogger(InDoubtOps.class);

  private final LogReader logs;
  private final Consumer<SignedOp> tell;
  private final Map<StoreId, Position> told = new HashMap<>();
  private final Map<StoreId, Position> doubtful = new HashMap<>();
  private final Map<StoreId, Future<Void>> looking = new HashMap<>();

  /**
   * @param tell given each op that is in the log and was not told yet, in log order
   */
  InDoubtOps(LogReader logs, Consumer<SignedOp> tell) {
    this.logs = logs;
    this.tell = tell;
  }

  /** Everything of that origin up to there was told. */
  void announced(StoreId origin, Position upTo) {
    told.merge(origin, upTo, InDoubtOps::later);
  }

  /**
   * Whether an op that Redis knows already is news to this node: it came with a request that was
   * given up and reached Redis all the same, after the log was looked at.
   */
  boolean isUnannounced(StoreId origin, Position known) {
    Position upTo = told.get(origin);
    return upTo != null && known.compareTo(upTo) > 0;
  }

  /**
   * Redis did not answer.
   *
   * @param before position of the op before the first that was sent
   */
  void lost(StoreId origin, Position before) {
    // behind a snapshot both are right, and the log begins at the later one
    doubtful.putIfAbsent(origin, later(before, told.getOrDefault(origin, before)));
  }

  /** What is being asked gets no answer any more. */
  void linkIsDown() {
    looking.clear();
  }

  /** Tells what of that origin stands in the log untold; once, however many ask meanwhile. */
  Future<Void> resolve(StoreId origin) {
    Position from = doubtful.get(origin);
    if (from == null) {
      return Future.succeededFuture();
    }
    Future<Void> begun = looking.get(origin);
    if (begun == null) {
      begun = tellFrom(origin, from);
      looking.put(origin, begun);
      Future<Void> ours = begun;
      begun.onComplete(done -> looking.remove(origin, ours));
    }
    return begun;
  }

  private Future<Void> tellFrom(StoreId origin, Position after) {
    Future<LogQuery.LogRange> log = logs.read(new LogQuery(origin, after, STRETCH));
    Future<Set<Position>> apart = logs.latestKeptApart(origin);
    return Future.all(log, apart)
        .compose(
            both -> {
              LogQuery.LogRange range = log.result();
              if (range.trimmed()) {
                LOG.atError()
                    .addKeyValue("origin", origin)
                    .addKeyValue("after", after)
                    .log("the log was trimmed before its end was told: known after a restart");
              }
              Position last = after;
              for (SignedOp op : range.ops()) {
                Position at = op.id().position();
                if (!apart.result().contains(at)) {
                  tell.accept(op);
                }
                doubtful.put(origin, at);
                announced(origin, at);
                last = at;
              }
              if (!range.ops().isEmpty()) {
                return tellFrom(origin, last);
              }
              announced(origin, after);
              doubtful.remove(origin);
              return Future.succeededFuture();
            });
  }

  /** The same for every origin. */
  Future<Void> lookAtAll() {
    return Future.all(List.copyOf(doubtful.keySet()).stream().map(this::resolve).toList())
        .mapEmpty();
  }

  private static Position later(Position one, Position other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
