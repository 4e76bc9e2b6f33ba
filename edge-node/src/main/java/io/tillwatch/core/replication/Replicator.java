package io.tillwatch.core.replication;

import io.tillwatch.core.ledger.Acknowledged;
import io.tillwatch.core.ledger.LogQuery;
import io.tillwatch.core.ledger.LogQuery.LogRange;
import io.tillwatch.core.ledger.snapshot.SnapshotState;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.SignedOp;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.log.LogRanges;
import io.tillwatch.core.replication.log.LogReceiver;
import io.tillwatch.core.replication.log.LogState;
import io.tillwatch.core.replication.peer.PeerLink;
import io.tillwatch.core.replication.protocol.Exposure;
import io.tillwatch.core.replication.protocol.Heartbeat;
import io.tillwatch.core.replication.protocol.HeartbeatAnswer;
import io.tillwatch.core.replication.protocol.Instance;
import io.tillwatch.core.replication.protocol.LogHead;
import io.tillwatch.core.replication.protocol.LogStore;
import io.tillwatch.core.replication.protocol.Member;
import io.tillwatch.core.replication.protocol.NodeClock;
import io.tillwatch.core.replication.protocol.PeerCalls;
import io.tillwatch.core.replication.protocol.Pull;
import io.tillwatch.core.replication.protocol.RefusedOp;
import io.tillwatch.core.replication.protocol.ReplicationEvents;
import io.tillwatch.core.replication.protocol.Tuning;
import io.tillwatch.core.replication.snapshot.SnapshotJoin;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/**
 * One store's part in replication, as a state machine: told of commits, messages and the passing of
 * time, it asks peers and ledger. Not safe for use by several threads; every stage that it is given
 * must complete on the same one.
 */
public final class Replicator {
  private final Member self;
  private final Tuning tuning;
  private final NodeClock clock;
  private final PeerCalls calls;
  private final LogStore store;
  private final ReplicationEvents events;
  private final LogState own = new LogState();

  private final Map<StoreId, PeerLink> links = new TreeMap<>();
  private final Map<StoreId, LogReceiver> feeds = new TreeMap<>();
  private final OutboundLog pushes;
  private final GapFiller pulls;
  private final SnapshotJoin snapshots;
  private final TrimPlanner trims;
  private final SalvageTurns salvages;
  private Exposure exposure = new Exposure(0, 0);
  private long beats;

  public Replicator(
      Member self,
      Tuning tuning,
      NodeClock clock,
      PeerCalls calls,
      LogStore store,
      ReplicationEvents events) {
    this.self = self;
    this.tuning = tuning;
    this.clock = clock;
    this.calls = calls;
    this.store = store;
    this.events = events;
    this.snapshots = new SnapshotJoin(self.store(), calls, store, links, events, this::goOnFrom);
    this.pushes = new OutboundLog(own, links.values(), this::feed, store, clock);
    this.pulls = new GapFiller(self.store(), tuning, clock, calls, links, snapshots::need);
    this.trims = new TrimPlanner(self.store(), tuning, clock, store, links, events);
    this.salvages = new SalvageTurns(self.store(), clock, calls, links, this::position, this::beat);
  }

  /** Takes over what the ledger holds at start. */
  public void begin(Map<String, LogHead> heads) {
    heads.forEach((origin, head) -> log(new StoreId(origin)).begin(head));
  }

  /** Takes over what the ledger holds now, even where it holds less than before. */
  public void reset(Map<String, LogHead> heads) {
    own.reset(LogHead.NONE);
    feeds.values().forEach(receiver -> receiver.log().reset(LogHead.NONE));
    begin(heads);
  }

  /** Takes no op of this origin any more: its log contradicts what is known of it. */
  public void freeze(StoreId origin) {
    feed(origin).freeze();
    if (links.containsKey(origin)) {
      links.get(origin).diverged();
    }
  }

  /** Takes ops of this origin again: somebody looked at its log. */
  public void thaw(StoreId origin) {
    feed(origin).thaw();
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

  /** An epoch of some log, read back at start, so that ops across it can be counted. */
  public void learnEpoch(StoreId origin, long epoch, Position predecessor) {
    log(origin).learnEpoch(epoch, predecessor);
  }

  /** A store to replicate with; repeats are harmless. */
  public PeerLink addPeer(StoreId peer) {
    if (peer.equals(self.store())) {
      throw new IllegalArgumentException(peer + " is this store itself");
    }
    PeerLink link =
        links.computeIfAbsent(
            peer, id -> new PeerLink(self.store(), id, tuning, clock, own, calls, store, events));
    if (feeds.containsKey(peer) && feeds.get(peer).sealed() != null) {
      link.leave();
    }
    return link;
  }

  /**
   * A store leaves the group: nothing new is taken from it.
   *
   * @param cutOff the last op of its log that counts; null while that is not agreed
   */
  public void leave(StoreId origin, Position cutOff) {
    feed(origin).seal(cutOff);
    if (links.containsKey(origin)) {
      links.get(origin).leave();
    }
  }

  /** Another origin's op turned up on this store's disk without passing through here. */
  public void seen(Position predecessor, SignedOp op) {
    feed(op.id().origin()).seen(predecessor, op);
  }

  /** How far an origin's log is known here. */
  public Position position(StoreId origin) {
    return log(origin).position();
  }

  /** Heartbeats, silence, and ops that are missing for too long. */
  public void tick() {
    for (PeerLink link : links.values()) {
      link.tick();
      link.beat(() -> beat(link.peer()), () -> compare(link));
    }
    feeds.values().forEach(pulls::seekIfStalled);
    if (tuning.carries()) {
      snapshots.tick();
    }
    trims.tick(heads());
  }

  /** A peer tells how it is. */
  public HeartbeatAnswer onHeartbeat(Heartbeat theirs) {
    long received = clock.wallMicros();
    if (theirs.from().store().equals(self.store())) {
      Instance elder =
          self.instance().isOlderThan(theirs.from().instance()) ? self.instance() : null;
      return new HeartbeatAnswer(received, beat(self.store()), elder);
    }
    PeerLink link = addPeer(theirs.from().store());
    Instance rival = link.rivalOf(theirs.from().instance());
    if (rival == null) {
      link.learn(theirs);
      if (!link.isConnected()) {
        // it lives: no need to wait for the next tick
        link.beat(() -> beat(link.peer()), () -> compare(link));
      }
      compare(link);
      theirs.urls().forEach((store, url) -> introduce(new StoreId(store), url));
    }
    return new HeartbeatAnswer(received, beat(link.peer()), rival);
  }

  /** Somebody lacks a stretch of some log. */
  public CompletionStage<LogRange> onPull(Pull pull) {
    int limit = Math.min(Math.max(1, pull.limit()), tuning.pullBatch());
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
            own,
            links.values(),
            calls,
            feed(self.store()),
            tuning,
            snapshots::beginWithOwnLog)
        .run(() -> beat(self.store()))
        .thenApply(done -> own.position());
  }

  /** The peers, by store id. */
  public Collection<PeerLink> links() {
    return Collections.unmodifiableCollection(links.values());
  }

  /** Ops as they are committed, here and by peers. */
  public OutboundLog pushes() {
    return pushes;
  }

  /** How this store is being filled from another one, where it is. */
  public SnapshotJoin snapshots() {
    return snapshots;
  }

  /** What became of the beginnings of the logs. */
  public TrimPlanner trims() {
    return trims;
  }

  /** Who logs again what an origin lost. */
  public SalvageTurns salvages() {
    return salvages;
  }

  /** What this store may lose, to be told with every heartbeat from now on. */
  public void exposed(Exposure now) {
    exposure = now;
  }

  /**
   * What all stores together may lose: of a store that does not answer as much as it may spend, and
   * of one that never told as much as this one may.
   */
  public Exposure exposureOfAll() {
    Exposure all = exposure;
    for (PeerLink link : links.values()) {
      if (link.isMember()) {
        Exposure told = link.exposure() == null ? exposure.atWorst() : link.exposure();
        all = all.plus(link.isConnected() && link.exposure() != null ? told : told.atWorst());
      }
    }
    return all;
  }

  /** This store, as it introduces itself. */
  public Member self() {
    return self;
  }

  /** Where this store's own log ends. */
  public Position ownHead() {
    return own.position();
  }

  /** Up to when everything of that store is known here, microseconds since 1970; 0 for never. */
  public long heardMicros(PeerLink link) {
    return link.heardMicros(log(link.peer()).position());
  }

  /** Where every log ends here. */
  public Map<String, LogHead> heads() {
    Map<String, LogHead> heads = new HashMap<>();
    feeds.forEach((origin, receiver) -> heads.put(origin.value(), receiver.log().head()));
    heads.put(self.store().value(), own.head());
    return heads;
  }

  /** By origin, the op that stops its log because its mac does not hold here. */
  public Map<StoreId, RefusedOp> refused() {
    Map<StoreId, RefusedOp> all = new TreeMap<>();
    feeds.forEach(
        (origin, receiver) -> {
          if (receiver.refused() != null) {
            all.put(origin, receiver.refused());
          }
        });
    return all;
  }

  /** The figures of one peer. */
  public LinkFigures figures(PeerLink link) {
    return LinkFigures.of(link, own, feed(link.peer()), clock.monotonicMillis());
  }

  /** How this node introduces itself before it knows anything. */
  public Heartbeat introduction() {
    return beat(self.store());
  }

  private void goOnFrom(Map<String, LogHead> heads) {
    begin(heads);
    pulls.forgetTrimmed();
  }

  private Heartbeat beat(StoreId to) {
    Map<String, LogHead> heads = heads();
    LogReceiver theirs = feeds.get(to);
    if (theirs != null && theirs.sealed() != null) {
      heads.computeIfPresent(
          to.value(), (id, head) -> new LogHead(theirs.sealed().told(head.position()), ""));
    }
    Map<String, String> urls = new HashMap<>();
    for (PeerLink link : links.values()) {
      if (link.url() != null && link.lastHeardMicros() > 0) {
        urls.put(link.peer().value(), link.url());
      }
    }
    return new Heartbeat(self, clock.wallMicros(), heads, urls, exposure, ++beats, salvages.told());
  }

  /** Compares what a peer holds with what is here: digests where level, positions where not. */
  private void compare(PeerLink link) {
    LogHead mine = link.head(self.store());
    if (mine.contradicts(own.head())) {
      link.refusesOwnLog();
    } else if (mine.position().compareTo(own.position()) > 0) {
      events.ownTailFound(link.peer(), mine.position());
    }
    LogReceiver theirs = feed(link.peer());
    boolean member = theirs.sealed() == null;
    if (member && link.head(link.peer()).contradicts(theirs.log().head())) {
      theirs.freeze();
      link.diverged();
    }
    link.origins().forEach(origin -> pulls.seekIfUnpushed(feed(new StoreId(origin))));
  }

  private void introduce(StoreId store, String url) {
    if (!store.equals(self.store()) && !links.containsKey(store)) {
      addPeer(store);
      events.memberLearnt(store, url);
    }
  }

  private LogReceiver feed(StoreId origin) {
    return feeds.computeIfAbsent(
        origin,
        id ->
            new LogReceiver(
                id, id.equals(self.store()) ? own : new LogState(), store, clock, events));
  }

  private LogState log(StoreId origin) {
    return origin.equals(self.store()) ? own : feed(origin).log();
  }
}
