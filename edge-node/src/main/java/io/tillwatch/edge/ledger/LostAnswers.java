package io.tillwatch.edge.ledger;

import io.tillwatch.edge.ledger.model.LogQuery;
import io.tillwatch.edge.replication.model.Position;
import io.tillwatch.edge.replication.model.SignedOp;
import io.tillwatch.edge.replication.model.StoreId;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Other stores' ops that Redis may have applied although its answer got lost, as when it was killed
 * in between. Nobody in this node has heard of them: they are looked up in the log and told before
 * anything else of their origin is, or they would be known to Redis and to nobody else. Lives on
 * the ledger's event loop.
 */
final class LostAnswers {
  private static final int STRETCH = 500;

  private final LogReader logs;
  private final Consumer<SignedOp> tell;
  private final Map<StoreId, Position> answered = new HashMap<>();
  private final Map<StoreId, Position> doubtful = new HashMap<>();
  private final Map<StoreId, Future<Void>> looking = new HashMap<>();

  /**
   * @param tell given each op that is in the log and was not told yet, in log order
   */
  LostAnswers(LogReader logs, Consumer<SignedOp> tell) {
    this.logs = logs;
    this.tell = tell;
  }

  /** Redis answered: everything up to there was told. */
  void answered(StoreId origin, Position upTo) {
    answered.put(origin, upTo);
  }

  /**
   * Redis did not answer.
   *
   * @param before position of the op before the first that was sent
   */
  void lost(StoreId origin, Position before) {
    doubtful.putIfAbsent(origin, answered.getOrDefault(origin, before));
  }

  /** Tells what of that origin stands in the log untold; once, however many ask meanwhile. */
  Future<Void> look(StoreId origin) {
    if (!doubtful.containsKey(origin)) {
      return Future.succeededFuture();
    }
    Future<Void> begun = looking.get(origin);
    if (begun == null) {
      begun = tellFrom(origin);
      looking.put(origin, begun);
      begun.onComplete(done -> looking.remove(origin));
    }
    return begun;
  }

  private Future<Void> tellFrom(StoreId origin) {
    Position after = doubtful.get(origin);
    return logs.read(new LogQuery(origin, after, STRETCH))
        .compose(
            stretch -> {
              List<SignedOp> ops = stretch.ops();
              if (ops.isEmpty()) {
                doubtful.remove(origin);
                return Future.succeededFuture();
              }
              ops.forEach(tell);
              Position upTo = ops.get(ops.size() - 1).id().position();
              doubtful.put(origin, upTo);
              answered(origin, upTo);
              return tellFrom(origin);
            });
  }

  /** The same for every origin. */
  Future<Void> lookAtAll() {
    return Future.all(List.copyOf(doubtful.keySet()).stream().map(this::look).toList()).mapEmpty();
  }
}
