package io.tillwatch.core.replication.protocol;

import io.tillwatch.core.ledger.LogQuery.LogRange;
import io.tillwatch.core.ledger.snapshot.SnapshotPage;
import io.tillwatch.core.oplog.StoreId;
import java.util.concurrent.CompletionStage;

/**
 * The questions one store asks another. Each may be lost, repeated, late or out of order; each
 * stage completes, with an answer or a failure, within a time-out of seconds. A failure does not
 * say that the question did not arrive.
 */
public interface PeerCalls {

  /**
   * Tells of an op that is being committed; may be lost, and may be overtaken by its push.
   *
   * @return false where the way to that store cannot do that
   */
  boolean sendAhead(StoreId to, SpeculativeOp early);

  CompletionStage<PushAnswer> push(StoreId to, Push push);

  CompletionStage<HeartbeatAnswer> heartbeat(StoreId to, Heartbeat beat);

  CompletionStage<LogRange> pull(StoreId to, Pull pull);

  CompletionStage<SnapshotPage> snapshot(StoreId to, SnapshotPull pull);
}
