package io.tillwatch.core.replication.protocol;

import io.tillwatch.core.ledger.ApplyBatch;
import io.tillwatch.core.ledger.ApplyResult;
import io.tillwatch.core.ledger.LogQuery;
import io.tillwatch.core.ledger.TrimOrder;
import io.tillwatch.core.ledger.snapshot.SnapshotState;
import io.tillwatch.core.ledger.snapshot.SnapshotStep;
import java.util.concurrent.CompletionStage;

/** This store's logs of all origins, on disk. */
public interface LogStore {

  /** Reads and checks ops that may be given to {@link #apply} soon. */
  void readAhead(ApplyBatch batch);

  /** Applies in order what can be applied; completes when it is on disk. */
  CompletionStage<ApplyResult> apply(ApplyBatch batch);

  /** Keeps ops of a store that left the group apart, without effect; completes when on disk. */
  CompletionStage<ApplyResult> quarantine(ApplyBatch batch);

  /** Reads a range of a log. */
  CompletionStage<LogQuery.LogRange> read(LogQuery query);

  /** Gives up the beginning of a log. */
  CompletionStage<TrimOrder.Left> trim(TrimOrder order);

  /** Fills this store from another one's facts, a step at a time. */
  CompletionStage<SnapshotState> snapshot(SnapshotStep step);
}
