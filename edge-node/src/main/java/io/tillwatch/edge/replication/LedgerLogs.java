package io.tillwatch.edge.replication;

import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.bus.OpCodec;
import io.tillwatch.edge.ledger.model.ApplyBatch;
import io.tillwatch.edge.ledger.model.ApplyResult;
import io.tillwatch.edge.ledger.model.LedgerQuery;
import io.tillwatch.edge.ledger.model.LogQuery;
import io.tillwatch.edge.ledger.model.LogQuery.Stretch;
import io.tillwatch.edge.ledger.model.Positions;
import io.tillwatch.edge.replication.model.Position;
import io.tillwatch.edge.replication.model.StoreId;
import io.tillwatch.edge.replication.model.protocol.LogHead;
import io.tillwatch.edge.replication.model.protocol.LogStore;
import io.tillwatch.edge.replication.model.protocol.Replicator;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
  public CompletionStage<ApplyResult> apply(ApplyBatch batch) {
    return bus.ask(Channels.APPLY, batch).toCompletionStage();
  }

  @Override
  public CompletionStage<ApplyResult> quarantine(ApplyBatch batch) {
    return bus.ask(Channels.QUARANTINE, batch).toCompletionStage();
  }

  @Override
  public CompletionStage<Stretch> read(LogQuery query) {
    return bus.ask(Channels.LOG, query).toCompletionStage();
  }

  /** How far every origin's log is known here. */
  Future<Positions> positions() {
    return bus.ask(Channels.POSITIONS, LedgerQuery.POSITIONS);
  }

  /** Tells the replicator where every log ends, and where this store's own epochs begin. */
  Future<Void> load(Replicator replicator) {
    return heads()
        .compose(
            heads -> {
              replicator.begin(heads);
              return epochs(replicator, replicator.ownHead(), MAX_EPOCHS);
            });
  }

  /** Where every log ends here, with its digest. */
  Future<Map<String, LogHead>> heads() {
    return positions().compose(this::heads);
  }

  private Future<Map<String, LogHead>> heads(Positions positions) {
    Map<String, LogHead> heads = new HashMap<>();
    List<Future<?>> reads = new ArrayList<>();
    positions
        .byOrigin()
        .forEach(
            (origin, position) ->
                reads.add(
                    hash(new StoreId(origin), position)
                        .onSuccess(hash -> heads.put(origin, new LogHead(position, hash)))));
    return Future.all(reads).map(all -> heads);
  }

  /** Chain hash of the op at that position; empty where the log no longer has it. */
  private Future<String> hash(StoreId origin, Position at) {
    if (at.seq() == 0) {
      return Future.succeededFuture("");
    }
    Position before = new Position(at.epoch(), at.seq() - 1);
    return bus.ask(Channels.LOG, new LogQuery(origin, before, 1))
        .map(
            stretch ->
                stretch.ops().isEmpty() || !stretch.ops().get(0).id().position().equals(at)
                    ? ""
                    : OpCodec.hash(stretch.ops().get(0).text()));
  }

  private Future<Void> epochs(Replicator replicator, Position at, int left) {
    if (at.epoch() == 0 || left == 0) {
      return Future.succeededFuture();
    }
    StoreId self = replicator.self().store();
    LogQuery first = new LogQuery(self, new Position(at.epoch(), 0), 1);
    return bus.ask(Channels.LOG, first)
        .compose(
            stretch -> {
              if (stretch.ops().isEmpty()) {
                return Future.succeededFuture();
              }
              Position before = OpCodec.decode(stretch.ops().get(0).text()).predecessor();
              replicator.learnEpoch(self, at.epoch(), before);
              return epochs(replicator, before, left - 1);
            });
  }
}
