package io.tillwatch.core.replication;

import io.tillwatch.core.ledger.Acknowledged;
import io.tillwatch.core.ledger.LogQuery;
import io.tillwatch.core.ledger.LogQuery.LogRange;
import io.tillwatch.core.ledger.snapshot.SnapshotState;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.log.LogRanges;
import io.tillwatch.core.replication.log.LogReceiver;
import io.tillwatch.core.replication.peer.PeerLink;
import io.tillwatch.core.replication.protocol.Heartbeat;
import io.tillwatch.core.replication.protocol.HeartbeatAnswer;
import io.tillwatch.core.replication.protocol.Instance;
import io.tillwatch.core.replication.protocol.LogHead;
import io.tillwatch.core.replication.protocol.LogStore;
import io.tillwatch.core.replication.protocol.Member;
import io.tillwatch.core.replication.protocol.NodeClock;
import io.tillwatch.core.replication.protocol.PeerCalls;
import io.tillwatch.core.replication.protocol.Pull;
import io.tillwatch.core.replication.protocol.ReplicationEvents;
import io.tillwatch.core.replication.protocol.ReplicatorSettings;
import io.tillwatch.core.replication.snapshot.SnapshotBootstrap;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One store's part in replication, as a state machine: told of commits, messages and the passing of
 * time, it asks peers and ledger. Not safe for use by several threads; every stage that it is given
 * must complete on the same one.
 */
public final class Replicator {
  private final Member self;
  private final ReplicatorSettings settings;
  private final NodeClock clock;
  private final PeerCalls calls;
  private final LogStore store;
  private final ReplicationEvents events;
  private final Map<StoreId, PeerLink> links = new TreeMap<>();
  private final LogRegistry logs;
  private final HeartbeatWriter heartbeats;
  private final OutboundLog pushes;
  private final GapFiller pulls;
  private final SnapshotBootstrap snapshots;
  private final TrimPlanner trims;
  private final SalvageLocks salvages;

  public Replicator(
      Member self,
      ReplicatorSettings settings,
      NodeClock clock,
      PeerCalls calls,
      LogStore store,
      ReplicationEvents events) {
    this.self = self;
    this.settings = settings;
    this.clock = clock;
    this.calls = calls;
    this.store = store;
    this.events = events;
    this.logs = new LogRegistry(self.store(), store, clock, events);
    this.heartbeats = new HeartbeatWriter(self, clock, logs, links, () -> salvages().told());
    this.snapshots =
        new SnapshotBootstrap(self.store(), calls, store, links, events, this::goOnFrom);
    this.pushes = new OutboundLog(logs.own(), links.values(), logs::receiver, store, clock);
    this.pulls = new GapFiller(self.store(), settings, clock, calls, links, snapshots::request);
    this.trims = new TrimPlanner(self.store(), settings, clock, store, links, events);
    this.salvages =
        new SalvageLocks(self.store(), clock, calls, links, logs::position, heartbeats::to);
  }

  /** Takes no op of this origin any more: its log contradicts what is known of it. */
  public void freeze(StoreId origin) {
    logs.receiver(origin).freeze();
    if (links.containsKey(origin)) {
      links.get(origin).diverged();
    }
  }

  /** Takes ops of this origin again: somebody looked at its log. */
  public void thaw(StoreId origin) {
    logs.receiver(origin).thaw();
    if (links.containsKey(origin)) {
      links.get(origin).thaw();
    }
  }

  /** Takes over what was noted before the node stopped: members, and a snapshot under way. */
  public void resume(Acknowledged noted, SnapshotState snapshot) {
    noted
        .byMember()
        .forEach(
            (member, acks) -> {
              // stores that share a replicating database find each other's notes there
              if (!member.equals(self.store().value())) {
                addPeer(new StoreId(member)).acks().restore(acks);
              }
            });
    snapshots.resume(snapshot);
  }

  /** A store to replicate with; repeats are harmless. */
  public PeerLink addPeer(StoreId peer) {
    if (peer.equals(self.store())) {
      throw new IllegalArgumentException(peer + " is this store itself");
    }
    PeerLink link =
        links.computeIfAbsent(
            peer,
            id ->
                new PeerLink(self.store(), id, settings, clock, logs.own(), calls, store, events));
    if (logs.isSealed(peer)) {
      link.leave();
    }
    return link;
  }

  /**
   * A store leaves the group: nothing new is taken from it.
   *
   * @param cutOff the last op of its log that counts; null while that is not agreed
   */
  public void leave(StoreId origin, @Nullable Position cutOff) {
    logs.receiver(origin).seal(cutOff);
    if (links.containsKey(origin)) {
      links.get(origin).leave();
    }
  }

  /** Heartbeats, silence, and ops that are missing for too long. */
  public void tick() {
    for (PeerLink link : links.values()) {
      link.tick();
      link.exchangeHeartbeat(() -> heartbeats.to(link.peer()), () -> compare(link));
    }
    logs.receivers().forEach(pulls::seekIfStalled);
    if (settings.carries()) {
      snapshots.tick();
    }
    trims.tick(logs.heads());
  }

  /** A peer tells how it is. */
  public HeartbeatAnswer onHeartbeat(Heartbeat theirs) {
    long received = clock.wallMicros();
    if (theirs.from().store().equals(self.store())) {
      Instance elder =
          self.instance().isOlderThan(theirs.from().instance()) ? self.instance() : null;
      return new HeartbeatAnswer(received, heartbeats.to(self.store()), elder);
    }
    PeerLink link = addPeer(theirs.from().store());
    Instance elder = link.duplicateOf(theirs.from().instance());
    if (elder == null) {
      link.learn(theirs);
      if (!link.isConnected()) {
        // it lives: no need to wait for the next tick
        link.exchangeHeartbeat(() -> heartbeats.to(link.peer()), () -> compare(link));
      }
      compare(link);
      theirs.urls().forEach((store, url) -> introduce(new StoreId(store), url));
    }
    return new HeartbeatAnswer(received, heartbeats.to(link.peer()), elder);
  }

  /** Somebody lacks a range of some log. */
  public CompletionStage<LogRange> onPull(Pull pull) {
    int limit = Math.min(Math.max(1, pull.limit()), settings.pullBatch());
    return store
        .read(new LogQuery(pull.origin(), pull.after(), limit))
        .thenApply(LogRanges::fitting);
  }

  /**
   * Asks peers for this store's own log, before its first commit: what its Redis lost comes back.
   * Completes when no peer that answers holds more.
   */
  public CompletionStage<Position> recoverOwnTail() {
    return new TailRecovery(
            self,
            logs.own(),
            links.values(),
            calls,
            logs.receiver(self.store()),
            settings,
            snapshots::beginWithOwnLog)
        .run(() -> heartbeats.to(self.store()))
        .thenApply(done -> logs.own().position());
  }

  /** The peers, by store id. */
  public Collection<PeerLink> links() {
    return Collections.unmodifiableCollection(links.values());
  }

  /** Every log as it is known here. */
  public LogRegistry logs() {
    return logs;
  }

  /** What this store tells its peers of itself. */
  public HeartbeatWriter heartbeats() {
    return heartbeats;
  }

  /** Ops as they are committed, here and by peers. */
  public OutboundLog pushes() {
    return pushes;
  }

  /** How this store is being filled from another one, where it is. */
  public SnapshotBootstrap snapshots() {
    return snapshots;
  }

  /** What became of the beginnings of the logs. */
  public TrimPlanner trims() {
    return trims;
  }

  /** Who logs again what an origin lost. */
  public SalvageLocks salvages() {
    return salvages;
  }

  /** This store, as it introduces itself. */
  public Member self() {
    return self;
  }

  /** Up to when everything of that store is known here, microseconds since 1970; 0 for never. */
  public long heardMicros(PeerLink link) {
    return link.heardMicros(logs.position(link.peer()));
  }

  /** The figures of one peer. */
  public LinkFigures figures(PeerLink link) {
    return LinkFigures.of(link, logs.own(), logs.receiver(link.peer()), clock.monotonicMillis());
  }

  private void goOnFrom(Map<String, LogHead> heads) {
    logs.begin(heads);
    pulls.forgetTrimmed();
  }

  /** Compares what a peer holds with what is here: digests where level, positions where not. */
  private void compare(PeerLink link) {
    LogHead mine = link.head(self.store());
    if (mine.contradicts(logs.own().head())) {
      link.refusesOwnLog();
    } else if (mine.position().compareTo(logs.own().position()) > 0) {
      events.ownTailFound(link.peer(), mine.position());
    }
    LogReceiver theirs = logs.receiver(link.peer());
    boolean member = theirs.sealed() == null;
    if (member && link.head(link.peer()).contradicts(theirs.log().head())) {
      theirs.freeze();
      link.diverged();
    }
    link.origins().forEach(origin -> pulls.seekIfUnpushed(logs.receiver(new StoreId(origin))));
  }

  private void introduce(StoreId store, String url) {
    if (!store.equals(self.store()) && !links.containsKey(store)) {
      addPeer(store);
      events.memberLearnt(store, url);
    }
  }
}
