package io.tillwatch.core.replication.log;

import io.tillwatch.core.ledger.LogQuery;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.SignedOp;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.protocol.LogStore;
import io.tillwatch.core.replication.protocol.NodeClock;
import io.tillwatch.core.replication.protocol.PeerCalls;
import io.tillwatch.core.replication.protocol.Push;
import io.tillwatch.core.replication.protocol.PushAnswer;
import io.tillwatch.core.replication.protocol.RefusalBackoff;
import io.tillwatch.core.replication.protocol.ReplicatorSettings;
import io.tillwatch.core.replication.protocol.SpeculativeOp;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends this store's log to one peer. While the peer keeps up, each op goes out as it is committed;
 * while nothing is under way its text goes ahead while it is being committed, and it is only named
 * then. As soon as one cannot (no credit, no answer, a gap), the sender falls back to reading the
 * log behind what the peer has, a range at a time, until it is level again.
 */
public final class LogSender {
  private enum State {
    /**
     * Waits for the peer to answer: nothing is sent, and everything not acknowledged is to come.
     */
    CLOSED,
    /**
     * Reads the log behind {@link #sent} and sends that; what is committed meanwhile is read too.
     */
    CATCHING_UP,
    /** All that is committed was sent up to {@link #sent}; the next op goes out by itself. */
    STREAMING,
    /** The peer's copy of this log contradicts it: closed, and no answer opens it. */
    BLOCKED
  }

  /** Whose log goes where. */
  public record Route(StoreId from, StoreId to) {}

  private final Route route;
  private final ReplicatorSettings settings;
  private final LogState own;
  private final PeerCalls calls;
  private final LogStore store;
  private final Runnable onDiverged;
  private final NodeClock clock;
  private final Supplier<String> run;
  private final RefusalBackoff backoff;
  private final Credit credit;
  private final List<SignedOp> turn = new ArrayList<>();

  private Position acked = Position.START;
  private Position sent = Position.START;
  private Position lastRewind = Position.START;
  private @Nullable String speculative;
  private State state = State.CLOSED;

  /** A range of the log is being read; at most one at a time. */
  private boolean reading;

  /** Rises with every {@link #rewind}: an answer to what was sent before it moves nothing. */
  private int round;

  private long gaps;
  private long refused;

  /**
   * @param run the peer's run, as last heard
   */
  public LogSender(
      Route route,
      ReplicatorSettings settings,
      LogState own,
      PeerCalls calls,
      LogStore store,
      Runnable onDiverged,
      NodeClock clock,
      Supplier<String> run) {
    this.route = route;
    this.settings = settings;
    this.own = own;
    this.calls = calls;
    this.store = store;
    this.onDiverged = onDiverged;
    this.clock = clock;
    this.run = run;
    this.backoff = new RefusalBackoff(settings.heartbeatMillis());
    this.credit = new Credit(settings.windowOps(), settings.windowBytes());
  }

  /** How far the peer is known to have this store's log on disk. */
  public Position acked() {
    return acked;
  }

  public long gaps() {
    return gaps;
  }

  public long refused() {
    return refused;
  }

  public int opsUnderWay() {
    return credit.opsUnderWay();
  }

  /** An own op is being committed: a peer that waits for nothing else reads it meanwhile. */
  public void sendAhead(Position predecessor, SignedOp op) {
    if (state == State.STREAMING
        && credit.opsUnderWay() == 0
        && sent.equals(predecessor)
        && op.text().length() <= SpeculativeOp.MAX_TEXT
        && calls.sendAhead(route.to(), new SpeculativeOp(route.from(), op))) {
      speculative = op.mac();
    }
  }

  /**
   * An own op was committed; goes out if the peer is level and has credit: at once, or with the
   * next flush where others are under way.
   */
  public void offer(Position predecessor, SignedOp op) {
    if (state != State.STREAMING || op.id().position().compareTo(sent) <= 0) {
      return;
    }
    if (sent.equals(predecessor) && credit.acquire(op)) {
      turn.add(op);
      sent = op.id().position();
      if (credit.opsUnderWay() == 1) {
        // nothing else is on its way: at a till's pace an op waits for no other
        flush();
      }
    } else {
      catchUp();
    }
  }

  /** An own op was committed that cannot be offered: the log has it. */
  public void missed() {
    if (state == State.STREAMING) {
      state = State.CATCHING_UP;
    }
    pump();
  }

  /** Sends what gathered in this turn of the event loop, as one message. */
  public void flush() {
    if (turn.isEmpty()) {
      return;
    }
    List<SignedOp> ops = List.copyOf(turn);
    turn.clear();
    int asked = round;
    calls
        .push(route.to(), new Push(route.from(), ops.stream().map(this::shortest).toList()))
        .whenComplete(
            (answer, failure) -> {
              credit.release(ops);
              if (failure == null) {
                answered(asked, answer);
              } else if (asked == round) {
                close();
              }
            });
  }

  private SignedOp shortest(SignedOp op) {
    return op.mac().equals(speculative) ? op.named() : op;
  }

  /** The peer answers, and says how far it has this store's log. */
  public void resume(Position theirs) {
    acknowledge(theirs);
    if (state == State.BLOCKED
        || !settings.carries()
        || backoff.holds(run.get(), clock.monotonicMillis())) {
      return;
    }
    boolean lost =
        state == State.STREAMING && credit.opsUnderWay() == 0 && theirs.compareTo(sent) < 0;
    if (state == State.CLOSED || lost) {
      rewind(theirs);
      state = State.CATCHING_UP;
    }
    pump();
  }

  /** Stops pushing until the peer answers again. */
  public void close() {
    rewind(acked);
    if (state != State.BLOCKED) {
      state = State.CLOSED;
    }
  }

  /** Stops pushing for good: the peer's copy of this log contradicts it. */
  public void block() {
    rewind(acked);
    state = State.BLOCKED;
  }

  /** The peer's copy is trusted again. */
  public void unblock() {
    if (state == State.BLOCKED) {
      state = State.CLOSED;
    }
  }

  private void answered(int asked, PushAnswer answer) {
    acknowledge(answer.position());
    if (asked != round) {
      return;
    }
    switch (answer.stop()) {
      case NONE -> pump();
      case GAP -> fillGap(answer.position());
      case DIVERGED -> onDiverged.run();
      case REFUSED -> {
        refused++;
        backoff.begin(run.get(), clock.monotonicMillis());
        close();
      }
    }
  }

  private void fillGap(Position theirs) {
    gaps++;
    // the same gap twice: wait for the next heartbeat instead of spinning
    boolean moved = !theirs.equals(lastRewind);
    lastRewind = theirs;
    acked = theirs;
    if (moved) {
      rewind(theirs);
      catchUp();
    } else {
      close();
    }
  }

  private void rewind(Position to) {
    round++;
    speculative = null;
    credit.release(turn);
    turn.clear();
    sent = to;
  }

  private void catchUp() {
    state = State.CATCHING_UP;
    pump();
  }

  private void pump() {
    if (state != State.CATCHING_UP || reading || !credit.isRoomy()) {
      return;
    }
    if (sent.compareTo(own.position()) >= 0) {
      state = State.STREAMING;
      return;
    }
    reading = true;
    int asked = round;
    int limit = Math.min(settings.pullBatch(), credit.freeOps());
    store
        .read(new LogQuery(route.from(), sent, limit))
        .whenComplete(
            (range, failure) -> {
              reading = false;
              if (asked != round) {
                pump();
              } else if (failure != null || range.ops().isEmpty()) {
                close();
              } else {
                send(range.ops());
              }
            });
  }

  private void send(List<SignedOp> ops) {
    for (SignedOp op : ops) {
      if (!credit.acquire(op)) {
        break;
      }
      turn.add(op);
      sent = op.id().position();
    }
    flush();
    pump();
  }

  private void acknowledge(Position theirs) {
    if (theirs.compareTo(acked) > 0) {
      acked = theirs;
      backoff.end();
    }
  }
}
