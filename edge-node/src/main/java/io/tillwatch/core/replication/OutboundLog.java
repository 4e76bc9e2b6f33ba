package io.tillwatch.core.replication;

import io.tillwatch.core.ledger.ApplyBatch;
import io.tillwatch.core.ledger.ApplyResult.Stop;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.SignedOp;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.log.LogReceiver;
import io.tillwatch.core.replication.log.LogState;
import io.tillwatch.core.replication.log.SpeculativeOps;
import io.tillwatch.core.replication.peer.PeerLink;
import io.tillwatch.core.replication.protocol.LogStore;
import io.tillwatch.core.replication.protocol.NodeClock;
import io.tillwatch.core.replication.protocol.Push;
import io.tillwatch.core.replication.protocol.PushAnswer;
import io.tillwatch.core.replication.protocol.SpeculativeOp;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Ops on their way as they are committed: this store's to its peers, and the peers' to this store.
 */
public final class OutboundLog {
  /** Ops that follow each other more closely go once: a message less matters more then. */
  private static final long QUIET_MILLIS = 20;

  private final LogState own;
  private final Collection<PeerLink> links;
  private final Function<StoreId, LogReceiver> feeds;
  private final LogStore store;
  private final NodeClock clock;
  private final SpeculativeOps speculative = new SpeculativeOps();
  private long lastCommitMillis;

  OutboundLog(
      LogState own,
      Collection<PeerLink> links,
      Function<StoreId, LogReceiver> feeds,
      LogStore store,
      NodeClock clock) {
    this.own = own;
    this.links = links;
    this.feeds = feeds;
    this.store = store;
    this.clock = clock;
  }

  /** An own op is on its way to the disk. */
  public void committing(Position predecessor, SignedOp op) {
    if (clock.monotonicMillis() - lastCommitMillis >= QUIET_MILLIS) {
      links.forEach(link -> link.sender().sendAhead(predecessor, op));
    }
  }

  /** An own op is on disk; it leaves with the next {@link #flush}. */
  public void committed(Position predecessor, SignedOp op) {
    own.advance(predecessor, op);
    long now = clock.monotonicMillis();
    lastCommitMillis = now;
    for (PeerLink link : links) {
      link.unacked().committed(op.id().position(), now);
      link.sender().offer(predecessor, op);
    }
  }

  /** An own op is on disk, but its text is not at hand: the log is read for it. */
  public void committedUnseen(Position predecessor, Position position) {
    if (position.epoch() != predecessor.epoch()) {
      own.learnEpoch(position.epoch(), predecessor);
    }
    own.jump(position);
    long now = clock.monotonicMillis();
    for (PeerLink link : links) {
      link.unacked().committed(position, now);
      link.sender().missed();
    }
  }

  /** Sends what was committed since the last time, one message a peer. */
  public void flush() {
    links.forEach(link -> link.sender().flush());
  }

  /** A peer is committing an op; one that is longer than a peer would tell ahead is not kept. */
  public void onSpeculativeOp(SpeculativeOp early) {
    SignedOp op = early.op();
    if (op.text().length() <= SpeculativeOp.MAX_TEXT) {
      speculative.keep(op);
      store.readAhead(new ApplyBatch(early.from(), List.of(op)));
    }
  }

  /** A peer's ops arrive; answered once they are on disk. */
  public CompletionStage<PushAnswer> onPush(Push push) {
    List<SignedOp> whole = speculative.whole(push.ops());
    // as if the rest had been lost on the way: the sender reads it from its log
    Stop rest = whole.size() < push.ops().size() ? Stop.GAP : Stop.NONE;
    return feeds
        .apply(push.from())
        .take(whole)
        .thenApply(
            applied ->
                new PushAnswer(
                    applied.position(),
                    clock.wallMicros(),
                    applied.stop() == Stop.NONE ? rest : applied.stop()));
  }
}
