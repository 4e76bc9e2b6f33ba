package io.tillwatch.core.replication.log;

import io.tillwatch.core.ledger.ApplyBatch;
import io.tillwatch.core.ledger.ApplyResult;
import io.tillwatch.core.ledger.ApplyResult.Stop;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.SignedOp;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.protocol.LogStore;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The log of a store that leaves the group: nothing new is taken from that store itself. Once it is
 * known where its log ends, what it sends beyond is kept apart.
 */
public final class SealedLog {
  private final StoreId origin;
  private final LogStore store;
  private @Nullable Position cutOff;
  private Position apart = Position.START;

  SealedLog(StoreId origin, LogStore store) {
    this.origin = origin;
    this.store = store;
  }

  /** Where the log ends, or null where that is not agreed yet. */
  public @Nullable Position cutOff() {
    return cutOff;
  }

  void end(@Nullable Position at) {
    cutOff = at;
  }

  /** How far that store is told that its log is known here: what is kept apart counts as taken. */
  public Position told(Position known) {
    return apart.compareTo(known) > 0 ? apart : known;
  }

  /** Ops that came from the store itself. */
  CompletionStage<ApplyResult> take(List<SignedOp> ops, LogReceiver receiver) {
    if (cutOff == null) {
      return done(receiver, Stop.REFUSED);
    }
    List<SignedOp> beyond = ops.stream().filter(op -> !counts(op)).toList();
    if (beyond.size() < ops.size()) {
      // the store sends the rest again once these are here
      return receiver.apply(ops);
    }
    if (receiver.log().position().compareTo(cutOff) < 0) {
      return done(receiver, Stop.GAP);
    }
    return store
        .quarantine(new ApplyBatch(origin, beyond))
        .thenApply(
            kept -> {
              apart = kept.position();
              return kept;
            });
  }

  /** Whether an op is part of the log as all stores have it. */
  boolean counts(SignedOp op) {
    return cutOff == null || op.id().position().compareTo(cutOff) <= 0;
  }

  private static CompletionStage<ApplyResult> done(LogReceiver receiver, Stop stop) {
    return CompletableFuture.completedFuture(
        new ApplyResult(receiver.log().position(), 0, 0, stop));
  }
}
