package io.tillwatch.edge.replication;

import io.tillwatch.core.ledger.LedgerQuery;
import io.tillwatch.core.ledger.LogReopened;
import io.tillwatch.core.oplog.LogHealth;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.Replicator;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done where a log lost its end or contradicts itself: this store's own tail is brought
 * back from peers, other stores' lost tails go on by this store's log, a diverged log stays frozen
 * over restarts.
 */
final class LogRepair {
  private static final Logger LOG = LoggerFactory.getLogger(LogRepair.class);

  private final Bus bus;
  private final LedgerLogs logs;
  private final Context context;
  private final boolean carries;
  private final Supplier<Replicator> replicator;
  private LogHealth health = LogHealth.NONE;
  private boolean recovering;

  /**
   * @param replicator the one that is made with this, asked for once it was
   * @param carries false where the database replicates by itself: then it also repairs by itself
   */
  LogRepair(
      Bus bus, LedgerLogs logs, Context context, Supplier<Replicator> replicator, boolean carries) {
    this.bus = bus;
    this.logs = logs;
    this.context = context;
    this.replicator = replicator;
    this.carries = carries;
  }

  /** Freezes what was frozen before the restart. */
  Future<?> restore() {
    return bus.subscribe(Channels.FLAWS_CHANGED, this::changed)
        .compose(listening -> bus.ask(Channels.FLAWS, new LogHealth.Question.Read()))
        .onSuccess(
            known -> {
              health = known;
              known.byOrigin().keySet().stream()
                  .filter(known::isDiverged)
                  .forEach(origin -> replicator.get().freeze(new StoreId(origin)));
            });
  }

  /** This store's own log is whole: lost tails of others may go into it. */
  Future<?> begin() {
    return bus.handle(Channels.REOPENED, this::reopened)
        .compose(
            answering ->
                carries
                    ? bus.ask(Channels.SALVAGE, LedgerQuery.SALVAGE)
                        .onSuccess(told -> replicator.get().salvages().begin())
                    : Future.succeededFuture());
  }

  private void changed(LogHealth now) {
    health.byOrigin().keySet().stream()
        .filter(origin -> health.isDiverged(origin) && !now.isDiverged(origin))
        .forEach(origin -> replicator.get().thaw(new StoreId(origin)));
    health = now;
  }

  LogHealth flaws() {
    return health;
  }

  /** Remembers that the log contradicts what is known of it. */
  void diverged(StoreId origin, Position at) {
    LOG.atError()
        .addKeyValue("origin", origin)
        .addKeyValue("position", at)
        .log("a log diverged: it is frozen here until somebody looks, the others go on");
    bus.ask(Channels.FLAWS, new LogHealth.Question.Diverged(origin.value(), at))
        .onFailure(
            why ->
                LOG.atWarn()
                    .addKeyValue("error", why.getMessage())
                    .log("a diverged log could not be noted; it is found again at the next look"));
  }

  /** A peer holds more of this store's own log: a tail was lost here. */
  void ownTailFound(StoreId holder, Position theirs) {
    if (recovering || !carries) {
      return;
    }
    recovering = true;
    LOG.atWarn()
        .addKeyValue("peer", holder)
        .addKeyValue("position", theirs)
        .log("a peer holds more of this store's own log: bringing it back");
    recover().onComplete(done -> recovering = false);
  }

  /** Redis is another process than before: what it holds counts, not what it held. */
  private Future<Position> reopened(LogReopened reopened) {
    return logs.heads()
        .compose(
            heads -> {
              replicator.get().logs().reset(heads);
              return carries && reopened.lostOwnTail()
                  ? recover()
                  : Future.succeededFuture(replicator.get().logs().own().position());
            });
  }

  private Future<Position> recover() {
    return Future.fromCompletionStage(replicator.get().recoverOwnTail(), context);
  }
}
