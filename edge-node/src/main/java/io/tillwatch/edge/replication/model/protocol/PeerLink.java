package io.tillwatch.edge.replication.model.protocol;

import io.tillwatch.edge.replication.model.Position;
import io.tillwatch.edge.replication.model.StoreId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * What this store knows of one peer: whether it answers, what it holds, how its clock goes. Only an
 * answer proves that both directions work, so only answers count for the state.
 */
public final class PeerLink {
  private final StoreId peer;
  private final Tuning tuning;
  private final NodeClock clock;
  private final PeerCalls calls;
  private final ReplicationEvents events;
  private final PushLane lane;
  private final UnackedAge unacked;
  private final ClockEstimate clocks = new ClockEstimate();
  private final HeardMarks marks = new HeardMarks();
  private final Map<String, LogHead> heads = new HashMap<>();
  private final Rivals rivals = new Rivals();
  private final Acks acks = new Acks();

  private PeerState state = PeerState.CONNECTING;
  private long lastAnswerMillis;
  private long lastHeardMicros;
  private long connectedSinceMicros;
  private String url;
  private boolean left;

  PeerLink(
      StoreId self,
      StoreId peer,
      Tuning tuning,
      NodeClock clock,
      KnownLog own,
      PeerCalls calls,
      LogStore store,
      ReplicationEvents events) {
    this.peer = peer;
    this.tuning = tuning;
    this.clock = clock;
    this.calls = calls;
    this.events = events;
    this.lane = new PushLane(self, peer, tuning, own, calls, store, this::refusesOwnLog);
    this.unacked = new UnackedAge(clock.monotonicMillis());
    this.lastAnswerMillis = clock.monotonicMillis();
  }

  public StoreId peer() {
    return peer;
  }

  public PeerState state() {
    return left ? PeerState.REMOVED : state;
  }

  /** Whether the store belongs to the group: what it acknowledges, or does not, counts. */
  public boolean isMember() {
    return !left;
  }

  /** The store leaves the group; it still hears of what happens. */
  void leave() {
    if (!left) {
      PeerState before = state;
      left = true;
      events.stateChanged(peer, before, PeerState.REMOVED);
    }
  }

  public ClockEstimate clocks() {
    return clocks;
  }

  /** Wall clock of the last message from it, microseconds since 1970; 0 for none. */
  public long lastHeardMicros() {
    return lastHeardMicros;
  }

  /**
   * Wall clock since when it has answered without a break; ops committed earlier were caught up.
   */
  public long connectedSinceMicros() {
    return state == PeerState.CONNECTED ? connectedSinceMicros : Long.MAX_VALUE;
  }

  /** The URL it told, or null. */
  public String url() {
    return url;
  }

  PushLane lane() {
    return lane;
  }

  Acks acks() {
    return acks;
  }

  UnackedAge unacked() {
    return unacked;
  }

  LogHead head(StoreId origin) {
    return heads.getOrDefault(origin.value(), LogHead.NONE);
  }

  /** Origins of whose logs it told. */
  Set<String> origins() {
    return new TreeSet<>(heads.keySet());
  }

  boolean isConnected() {
    return state == PeerState.CONNECTED;
  }

  /** Up to when all of its own log is known here, by this store's clock. */
  long heardMicros(Position known) {
    return marks.heardMicros(known);
  }

  /** Asks how it is. */
  void beat(Supplier<Heartbeat> mine, Runnable onLearnt) {
    long asked = clock.wallMicros();
    Heartbeat beat = mine.get();
    calls
        .heartbeat(peer, beat)
        .whenComplete(
            (answer, failure) -> {
              if (failure == null && answer.beat().from().store().equals(peer)) {
                answered(asked, beat, answer);
                onLearnt.run();
              }
            });
  }

  /** It told how it is, asking or answering. */
  void learn(Heartbeat beat) {
    lastHeardMicros = clock.wallMicros();
    heads.putAll(beat.heads());
    acks.learn(beat);
    // the error is taken off: better heard a little less than claimed too much
    long told = beat.sentMicros() - clocks.offsetMicros() - Math.max(0, clocks.errorMicros());
    marks.announced(beat.head(peer).position(), told);
    if (beat.from().url() != null && !beat.from().url().equals(url)) {
      url = beat.from().url();
      events.memberLearnt(peer, url);
    }
  }

  /** An older node that runs under the same store id, or null. */
  Instance rivalOf(Instance instance) {
    return rivals.meet(instance, clock.monotonicMillis(), tuning.suspectMillis());
  }

  /** A log was seen there, though not by a heartbeat. */
  void sawHead(StoreId origin, Position position) {
    if (position.compareTo(head(origin).position()) > 0) {
      heads.put(origin.value(), new LogHead(position, ""));
    }
  }

  /** Notices silence. */
  void tick() {
    long silent = clock.monotonicMillis() - lastAnswerMillis;
    if (silent > tuning.downMillis()) {
      become(PeerState.DOWN);
    } else if (silent > tuning.suspectMillis() && state == PeerState.CONNECTED) {
      become(PeerState.SUSPECT);
    }
  }

  /** Its own log contradicts the copy here; this store's log still goes there. */
  void diverged() {
    become(PeerState.DIVERGED);
  }

  /** Its copy of this store's log contradicts that log: it takes no more of it. */
  void refusesOwnLog() {
    become(PeerState.DIVERGED);
    lane.block();
  }

  /** Somebody looked: it is as if it had never answered. */
  void thaw() {
    if (state == PeerState.DIVERGED) {
      state = PeerState.CONNECTING;
      lane.unblock();
      events.stateChanged(peer, PeerState.DIVERGED, state);
    }
  }

  private void answered(long asked, Heartbeat mine, HeartbeatAnswer answer) {
    clocks.sample(asked, answer.receivedMicros(), answer.beat().sentMicros(), clock.wallMicros());
    lastAnswerMillis = clock.monotonicMillis();
    learn(answer.beat());
    become(PeerState.CONNECTED);
    if (answer.rival() != null && answer.rival().isOlderThan(mine.from().instance())) {
      events.outranked(answer.rival());
    }
    lane.resume(answer.beat().head(mine.from().store()).position());
  }

  private void become(PeerState next) {
    if (state == next || state == PeerState.DIVERGED) {
      return;
    }
    PeerState before = state;
    state = next;
    if (next == PeerState.CONNECTED) {
      connectedSinceMicros = clock.wallMicros();
    } else if (next != PeerState.DIVERGED) {
      lane.close();
    }
    events.stateChanged(peer, before, next);
  }
}
