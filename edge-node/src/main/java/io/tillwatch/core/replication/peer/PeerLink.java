package io.tillwatch.core.replication.peer;

import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.log.LogSender;
import io.tillwatch.core.replication.log.LogState;
import io.tillwatch.core.replication.log.UnackedAge;
import io.tillwatch.core.replication.protocol.Exposure;
import io.tillwatch.core.replication.protocol.Heartbeat;
import io.tillwatch.core.replication.protocol.HeartbeatAnswer;
import io.tillwatch.core.replication.protocol.Instance;
import io.tillwatch.core.replication.protocol.LogHead;
import io.tillwatch.core.replication.protocol.LogStore;
import io.tillwatch.core.replication.protocol.NodeClock;
import io.tillwatch.core.replication.protocol.PeerCalls;
import io.tillwatch.core.replication.protocol.PeerState;
import io.tillwatch.core.replication.protocol.ReplicationEvents;
import io.tillwatch.core.replication.protocol.ReplicatorSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What this store knows of one peer: whether it answers, what it holds, how its clock goes. Only an
 * answer proves that both directions work, so only answers count for the state.
 */
public final class PeerLink {
  /** Whether it answers. */
  private enum Contact {
    CONNECTING(PeerState.CONNECTING),
    CONNECTED(PeerState.CONNECTED),
    SUSPECT(PeerState.SUSPECT),
    DOWN(PeerState.DOWN);

    private final PeerState shown;

    Contact(PeerState shown) {
      this.shown = shown;
    }
  }

  private final StoreId self;
  private final StoreId peer;
  private final ReplicatorSettings settings;
  private final NodeClock clock;
  private final PeerCalls calls;
  private final ReplicationEvents events;
  private final LogSender sender;
  private final UnackedAge unacked;
  private final ClockEstimate clocks = new ClockEstimate();
  private final WatermarkTracker tracker = new WatermarkTracker();
  private final Map<String, LogHead> heads = new HashMap<>();
  private final DuplicateInstanceDetector duplicateInstanceDetector =
      new DuplicateInstanceDetector();
  private final Acks acks = new Acks();
  private final ClockSkewDetector clockWatch = new ClockSkewDetector();

  private Contact contact = Contact.CONNECTING;
  private LogAgreement agreement = LogAgreement.AGREED;
  private long lastAnswerMillis;
  private long lastHeardMicros;
  private long connectedSinceMicros;
  private @Nullable String url;
  private @Nullable Exposure exposure;
  private @Nullable Heartbeat told;
  private boolean left;

  public PeerLink(
      StoreId self,
      StoreId peer,
      ReplicatorSettings settings,
      NodeClock clock,
      LogState own,
      PeerCalls calls,
      LogStore store,
      ReplicationEvents events) {
    this.self = self;
    this.peer = peer;
    this.settings = settings;
    this.clock = clock;
    this.calls = calls;
    this.events = events;
    this.sender =
        new LogSender(
            new LogSender.Route(self, peer),
            settings,
            own,
            calls,
            store,
            this::refusesOwnLog,
            clock,
            this::run);
    this.unacked = new UnackedAge(clock.monotonicMillis());
    this.lastAnswerMillis = clock.monotonicMillis();
  }

  public StoreId peer() {
    return peer;
  }

  public PeerState state() {
    if (left) {
      return PeerState.REMOVED;
    }
    return isAgreed() ? contact.shown : PeerState.DIVERGED;
  }

  /** Whether the store belongs to the group: what it acknowledges, or does not, counts. */
  public boolean isMember() {
    return !left;
  }

  /** The store leaves the group; it still hears of what happens. */
  public void leave() {
    if (!left) {
      PeerState before = state();
      left = true;
      announce(before);
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
    return isConnected() ? connectedSinceMicros : Long.MAX_VALUE;
  }

  /** What it told it may lose, or null. */
  public @Nullable Exposure exposure() {
    return exposure;
  }

  /** The last of its heartbeats, in the order in which it sent them; null for none. */
  public @Nullable Heartbeat lastHeartbeat() {
    return told;
  }

  /** Its run, as last heard; empty for never. */
  public String run() {
    return told == null ? "" : told.from().instance().id();
  }

  /** The URL it told, or null. */
  public @Nullable String url() {
    return url;
  }

  public LogSender sender() {
    return sender;
  }

  public Acks acks() {
    return acks;
  }

  public UnackedAge unacked() {
    return unacked;
  }

  public LogHead head(StoreId origin) {
    return heads.getOrDefault(origin.value(), LogHead.NONE);
  }

  /** Origins of whose logs it told. */
  public Set<String> origins() {
    return new TreeSet<>(heads.keySet());
  }

  public boolean isConnected() {
    return contact == Contact.CONNECTED && isAgreed();
  }

  private boolean isAgreed() {
    return agreement.equals(LogAgreement.AGREED);
  }

  /** Whether its clock and this one's differ by more than an alarm takes. */
  public boolean isClockOff() {
    return clockWatch.isOff();
  }

  /** Up to when all of its own log is known here, by this store's clock; 0 for never. */
  public long heardMicros(Position known) {
    long heard = tracker.heardMillis(known);
    return heard == WatermarkTracker.NEVER
        ? 0
        : clock.wallMicros() - TimeUnit.MILLISECONDS.toMicros(clock.monotonicMillis() - heard);
  }

  /** Asks how it is. */
  public void exchangeHeartbeat(Supplier<Heartbeat> mine, Runnable onLearnt) {
    long asked = clock.wallMicros();
    long askedMillis = clock.monotonicMillis();
    Heartbeat beat = mine.get();
    calls
        .heartbeat(peer, beat)
        .whenComplete(
            (answer, failure) -> {
              if (failure == null && answer.beat().from().store().equals(peer)) {
                answered(asked, beat, answer);
                // asked before it was answered: better heard a little less than claimed too much
                tracker.announced(answer.beat().head(peer).position(), askedMillis);
                onLearnt.run();
              }
            });
  }

  /** It told how it is, asking or answering. */
  public void learn(Heartbeat beat) {
    lastHeardMicros = clock.wallMicros();
    heads.putAll(beat.heads());
    if (told == null
        || !told.from().instance().equals(beat.from().instance())
        || beat.order() > told.order()) {
      told = beat;
    }
    exposure = beat.exposure();
    LogAgreement now = agreement.heard(head(self));
    if (!now.equals(agreement)) {
      acceptsOwnLogAgain(now);
    }
    acks.learn(beat, clock.monotonicMillis(), settings.suspectMillis());
    if (beat.from().url() != null && !beat.from().url().equals(url)) {
      url = beat.from().url();
      events.memberLearnt(peer, url);
    }
  }

  /** An older node that runs under the same store id, or null. */
  public @Nullable Instance duplicateOf(Instance instance) {
    return duplicateInstanceDetector.observe(
        instance, clock.monotonicMillis(), settings.suspectMillis());
  }

  /** A log was seen there, though not by a heartbeat. */
  public void noteHead(StoreId origin, Position position) {
    if (position.compareTo(head(origin).position()) > 0) {
      heads.put(origin.value(), new LogHead(position, ""));
    }
  }

  /** Notices silence. */
  public void tick() {
    long silent = clock.monotonicMillis() - lastAnswerMillis;
    if (silent > settings.downMillis()) {
      moveTo(Contact.DOWN);
    } else if (silent > settings.suspectMillis() && contact == Contact.CONNECTED) {
      moveTo(Contact.SUSPECT);
    }
  }

  /** Its own log contradicts the copy here; this store's log still goes there. */
  public void diverged() {
    PeerState before = state();
    agreement = agreement.theirsDiverged();
    announce(before);
  }

  /** Its copy of this store's log contradicts that log: it takes no more of it. */
  public void refusesOwnLog() {
    PeerState before = state();
    agreement = agreement.oursRefused(head(self));
    sender.block();
    announce(before);
  }

  /** Its copy of this store's log is another one by now: somebody mended it there. */
  private void acceptsOwnLogAgain(LogAgreement now) {
    PeerState before = state();
    agreement = now;
    sender.unblock();
    announce(before);
  }

  /** Somebody looked: it is as if it had never answered. */
  public void thaw() {
    PeerState before = state();
    if (before == PeerState.DIVERGED) {
      agreement = LogAgreement.AGREED;
      contact = Contact.CONNECTING;
      sender.unblock();
      announce(before);
    }
  }

  private void answered(long asked, Heartbeat mine, HeartbeatAnswer answer) {
    clocks.sample(asked, answer.receivedMicros(), answer.beat().sentMicros(), clock.wallMicros());
    if (clockWatch.begins(clocks)) {
      events.clockOff(peer, clocks.offsetMicros());
    }
    lastAnswerMillis = clock.monotonicMillis();
    learn(answer.beat());
    moveTo(Contact.CONNECTED);
    if (answer.rival() != null && answer.rival().isOlderThan(mine.from().instance())) {
      events.outranked(answer.rival());
    }
    sender.resume(answer.beat().head(mine.from().store()).position());
  }

  private void moveTo(Contact next) {
    if (contact == next) {
      return;
    }
    PeerState before = state();
    contact = next;
    if (next == Contact.CONNECTED) {
      connectedSinceMicros = clock.wallMicros();
    } else {
      sender.close();
    }
    announce(before);
  }

  private void announce(PeerState before) {
    if (state() != before) {
      events.stateChanged(peer, before, state());
    }
  }
}
