package io.tillwatch.edge.replication;

import io.tillwatch.core.ledger.Acknowledged;
import io.tillwatch.core.ledger.ApplyBatch;
import io.tillwatch.core.ledger.ApplyResult;
import io.tillwatch.core.ledger.LedgerQuery;
import io.tillwatch.core.ledger.LogQuery;
import io.tillwatch.core.ledger.LogQuery.LogRange;
import io.tillwatch.core.ledger.Positions;
import io.tillwatch.core.ledger.TrimOrder;
import io.tillwatch.core.ledger.snapshot.SnapshotPage;
import io.tillwatch.core.ledger.snapshot.SnapshotQuery;
import io.tillwatch.core.ledger.snapshot.SnapshotState;
import io.tillwatch.core.ledger.snapshot.SnapshotStep;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.Replicator;
import io.tillwatch.core.replication.protocol.LogHead;
import io.tillwatch.core.replication.protocol.LogStore;
import io.tillwatch.core.replication.protocol.SnapshotPull;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.codec.OpCodec;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** The logs of all origins as this store's ledger keeps them. */
final class LedgerLogs implements LogStore {
  private static final int MAX_EPOCHS = 50;

  private final Bus bus;

  LedgerLogs(Bus bus) {
    this.bus = bus;
  }

  @Override
  public void readAhead(ApplyBatch batch) {
    bus.publish(Channels.READ_AHEAD, batch);
  }

  @Override
  public CompletionStage<ApplyResult> apply(ApplyBatch batch) {
    return bus.ask(Channels.APPLY, batch).toCompletionStage();
  }

  @Override
  public CompletionStage<ApplyResult> quarantine(ApplyBatch batch) {
    return bus.ask(Channels.QUARANTINE, batch).toCompletionStage();
  }

  @Override
  public CompletionStage<LogRange> read(LogQuery query) {
    return bus.ask(Channels.LOG, query).toCompletionStage();
  }

  @Override
  public CompletionStage<TrimOrder.Left> trim(TrimOrder order) {
    return bus.ask(Channels.TRIM, order).toCompletionStage();
  }

  @Override
  public CompletionStage<SnapshotState> snapshot(SnapshotStep step) {
    return bus.ask(Channels.SNAPSHOT_STEP, step).toCompletionStage();
  }

  /** Gives another store a slice of all facts. */
  Future<SnapshotPage> give(SnapshotPull pull) {
    return bus.ask(Channels.SNAPSHOT_PAGE, new SnapshotQuery(pull.cursor(), pull.limit()));
  }

  /** How far every origin's log is known here. */
  Future<Positions> positions() {
    return bus.ask(Channels.POSITIONS, LedgerQuery.POSITIONS);
  }

  /**
   * Tells the replicator where every log ends, what was under way, and where this store's own
   * epochs begin.
   */
  Future<Void> load(Replicator replicator) {
    Future<Positions> positions = positions();
    Future<Acknowledged> noted = bus.ask(Channels.ACKNOWLEDGED, LedgerQuery.ACKNOWLEDGED);
    Future<SnapshotState> snapshot = bus.ask(Channels.SNAPSHOT_STEP, new SnapshotStep.Look());
    return Future.all(positions, noted, snapshot)
        .compose(
            all -> {
              replicator.logs().begin(heads(positions.result()));
              replicator.resume(noted.result(), snapshot.result());
              return epochs(replicator, replicator.logs().own().position(), MAX_EPOCHS);
            });
  }

  /** Where every log ends here, with its digest. */
  Future<Map<String, LogHead>> heads() {
    return positions().map(LedgerLogs::heads);
  }

  private static Map<String, LogHead> heads(Positions positions) {
    Map<String, LogHead> heads = new HashMap<>();
    positions
        .byOrigin()
        .forEach(
            (origin, position) ->
                heads.put(origin, new LogHead(position, positions.hashOf(origin))));
    return heads;
  }

  private Future<Void> epochs(Replicator replicator, Position at, int left) {
    if (at.epoch() == 0 || left == 0) {
      return Future.succeededFuture();
    }
    StoreId self = replicator.self().store();
    LogQuery first = new LogQuery(self, new Position(at.epoch(), 0), 1);
    return bus.ask(Channels.LOG, first)
        .compose(
            range -> {
              if (range.ops().isEmpty()) {
                return Future.succeededFuture();
              }
              Position before = OpCodec.decode(range.ops().get(0).text()).predecessor();
              replicator.logs().learnEpoch(self, at.epoch(), before);
              return epochs(replicator, before, left - 1);
            });
  }
}
