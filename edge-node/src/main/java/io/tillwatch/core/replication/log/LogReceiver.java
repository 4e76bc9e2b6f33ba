package io.tillwatch.core.replication.log;

import io.tillwatch.core.ledger.ApplyBatch;
import io.tillwatch.core.ledger.ApplyResult;
import io.tillwatch.core.ledger.ApplyResult.Stop;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.SignedOp;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.protocol.LogStore;
import io.tillwatch.core.replication.protocol.NodeClock;
import io.tillwatch.core.replication.protocol.RefusedOp;
import io.tillwatch.core.replication.protocol.ReplicationEvents;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What comes in of one origin's log, by whatever way, is put in order and applied in batches. While
 * one is under way, what follows right behind it goes to the store as a second one, so that the
 * disk need not wait for this node to hear of the first; anything else gathers meanwhile. A log
 * that contradicts what is known of it freezes the feed.
 */
public final class LogReceiver {
  private static final int MAX_WAITING_OPS = 8192;

  /** A third would take from the batches behind it, which share one sync. */
  private static final int MAX_UNDER_WAY = 2;

  private record Waiting(List<SignedOp> ops, CompletableFuture<ApplyResult> answer) {
    Position last() {
      return ops.get(ops.size() - 1).id().position();
    }
  }

  private final StoreId origin;
  private final LogStore store;
  private final NodeClock clock;
  private final ReplicationEvents events;
  private final LogState log;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private final Counts counts = new Counts();
  private int waitingOps;
  private int underWay;
  private Position sent = Position.START;
  private CompletableFuture<Void> settled = CompletableFuture.completedFuture(null);
  private boolean frozen;
  private @Nullable SealedLog sealed;
  private long behindSince = Long.MAX_VALUE;
  private @Nullable RefusedOp refused;

  public LogReceiver(
      StoreId origin, LogState log, LogStore store, NodeClock clock, ReplicationEvents events) {
    this.origin = origin;
    this.log = log;
    this.store = store;
    this.clock = clock;
    this.events = events;
  }

  public StoreId origin() {
    return origin;
  }

  public LogState log() {
    return log;
  }

  public Counts counts() {
    return counts;
  }

  /** The op that stops this log because its mac does not hold here; null where none does. */
  public @Nullable RefusedOp refused() {
    return refused;
  }

  public boolean isFrozen() {
    return frozen;
  }

  public boolean isBusy() {
    return underWay > 0;
  }

  /** Its store leaves the group; what counts of its log comes from others. */
  public void seal(@Nullable Position cutOff) {
    if (sealed == null) {
      sealed = new SealedLog(origin, store);
    }
    sealed.end(cutOff);
  }

  /** Null for the log of a member. */
  public @Nullable SealedLog sealed() {
    return sealed;
  }

  public void thaw() {
    frozen = false;
  }

  /** Ops that came from the origin itself. */
  public CompletionStage<ApplyResult> take(List<SignedOp> ops) {
    return sealed == null ? apply(ops) : sealed.take(ops, this);
  }

  /** Stops taking ops of this origin until the node is restarted. */
  public void freeze() {
    if (!frozen) {
      frozen = true;
      counts.diverged++;
      events.diverged(origin, log.position());
    }
  }

  /** Applies ops of this origin; completes when they are on disk or it is clear why not. */
  public CompletionStage<ApplyResult> apply(List<SignedOp> given) {
    List<SignedOp> ops = sealed == null ? given : given.stream().filter(sealed::counts).toList();
    if (frozen) {
      return CompletableFuture.completedFuture(stopped(Stop.DIVERGED));
    }
    if (ops.isEmpty()) {
      return CompletableFuture.completedFuture(stopped(Stop.NONE));
    }
    if (waitingOps + ops.size() > MAX_WAITING_OPS) {
      // as if it had been lost on the way: the sender reads it from its log again
      return CompletableFuture.completedFuture(stopped(Stop.GAP));
    }
    Waiting one = new Waiting(ops, new CompletableFuture<>());
    waiting.add(one);
    waitingOps += ops.size();
    drain();
    return one.answer();
  }

  /** An op is on disk without having been applied here. */
  public void seen(Position predecessor, SignedOp op) {
    log.advance(predecessor, op);
    counts.applied++;
  }

  /** Milliseconds for which ops have been missing without any coming in; 0 where none are. */
  public long stalledMillis(Position announced) {
    if (announced.compareTo(log.position()) <= 0) {
      behindSince = Long.MAX_VALUE;
      return 0;
    }
    behindSince = Math.min(behindSince, clock.monotonicMillis());
    return clock.monotonicMillis() - behindSince;
  }

  private void drain() {
    while (!waiting.isEmpty() && underWay < MAX_UNDER_WAY) {
      Position known = underWay == 0 ? log.position() : sent;
      List<SignedOp> batch = inOrder(waiting, known);
      if (underWay > 0 && !follows(batch, known)) {
        return;
      }
      List<Waiting> taken = List.copyOf(waiting);
      waiting.clear();
      waitingOps = 0;
      if (batch.isEmpty()) {
        settle(taken, batch, stopped(Stop.NONE));
      } else {
        send(taken, batch);
      }
    }
  }

  private void send(List<Waiting> taken, List<SignedOp> batch) {
    underWay++;
    sent = batch.get(batch.size() - 1).id().position();
    CompletableFuture<Void> before = settled;
    CompletableFuture<Void> done = new CompletableFuture<>();
    settled = done;
    store
        .apply(new ApplyBatch(origin, batch))
        .whenComplete(
            (result, failure) ->
                // each result counts from where the one before it ended
                before.thenRun(
                    () -> {
                      underWay--;
                      if (failure != null) {
                        taken.forEach(one -> one.answer().completeExceptionally(failure));
                      } else {
                        settle(taken, batch, result);
                      }
                      done.complete(null);
                      drain();
                    }));
  }

  /** Whether these are the next ops of the epoch that is known here. */
  private boolean follows(List<SignedOp> batch, Position sent) {
    Position next = new Position(sent.epoch(), sent.seq() + 1);
    return !batch.isEmpty()
        && sent.epoch() == log.position().epoch()
        && batch.get(0).id().position().equals(next)
        && batch.get(batch.size() - 1).id().position().epoch() == sent.epoch();
  }

  /** New ops only, each once, in the order of the log. */
  private static List<SignedOp> inOrder(Iterable<Waiting> taken, Position known) {
    Map<Position, SignedOp> sorted = new TreeMap<>();
    for (Waiting one : taken) {
      for (SignedOp op : one.ops()) {
        if (op.id().position().compareTo(known) > 0) {
          sorted.putIfAbsent(op.id().position(), op);
        }
      }
    }
    return List.copyOf(sorted.values());
  }

  private void settle(List<Waiting> taken, List<SignedOp> batch, ApplyResult result) {
    advance(batch, log.position(), result.position());
    int given = taken.stream().mapToInt(one -> one.ops().size()).sum();
    counts.applied += result.applied();
    counts.duplicates += given - batch.size() + result.duplicates();
    if (result.stop() == Stop.DIVERGED) {
      freeze();
    }
    counts.stopped(result.stop());
    noteRefused(batch, result);
    for (Waiting one : taken) {
      boolean whole = one.last().compareTo(result.position()) <= 0;
      one.answer()
          .complete(
              new ApplyResult(
                  result.position(),
                  result.applied(),
                  result.duplicates(),
                  whole ? Stop.NONE : result.stop()));
    }
  }

  private void noteRefused(List<SignedOp> batch, ApplyResult result) {
    RefusedOp before = refused;
    if (result.stop() == Stop.REFUSED) {
      batch.stream()
          .filter(op -> op.id().position().compareTo(result.position()) > 0)
          .findFirst()
          .ifPresent(op -> refused = RefusedOp.of(op));
    } else if (before != null && before.op().position().compareTo(result.position()) <= 0) {
      refused = null;
    }
    if (refused != null && !refused.equals(before)) {
      events.opsRefused(refused);
    }
  }

  private void advance(List<SignedOp> batch, Position before, Position after) {
    Position previous = before;
    for (SignedOp op : batch) {
      if (op.id().position().compareTo(after) > 0) {
        break;
      }
      log.advance(previous, op);
      previous = op.id().position();
    }
    log.jump(after);
    if (!after.equals(before)) {
      behindSince = Long.MAX_VALUE;
    }
  }

  private ApplyResult stopped(Stop why) {
    return new ApplyResult(log.position(), 0, 0, why);
  }

  /** Figures since the node started. */
  public static final class Counts {
    public long applied;
    public long duplicates;
    public long gaps;
    public long refused;
    public long diverged;

    private void stopped(Stop why) {
      if (why == Stop.GAP) {
        gaps++;
      } else if (why == Stop.REFUSED) {
        refused++;
      }
    }
  }
}
