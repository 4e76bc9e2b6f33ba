package io.tillwatch.core.replication;

import io.tillwatch.core.ledger.TrimOrder;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.peer.PeerLink;
import io.tillwatch.core.replication.protocol.LogHead;
import io.tillwatch.core.replication.protocol.LogStore;
import io.tillwatch.core.replication.protocol.NodeClock;
import io.tillwatch.core.replication.protocol.PeerState;
import io.tillwatch.core.replication.protocol.ReplicationEvents;
import io.tillwatch.core.replication.protocol.ReplicatorSettings;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Keeps logs from growing for ever. What every member has acknowledged goes once it is old; beyond
 * the cap the beginning goes in any case, and a member that lacks it is named.
 */
public final class TrimPlanner {
  private record Cut(StoreId member, StoreId origin) {}

  private final StoreId self;
  private final ReplicatorSettings settings;
  private final NodeClock clock;
  private final LogStore store;
  private final Map<StoreId, PeerLink> links;
  private final ReplicationEvents events;
  private final Map<StoreId, TrimOrder.Left> left = new HashMap<>();
  private final Set<Cut> cuts = new HashSet<>();
  private long nextLookMillis;
  private boolean busy;
  private long trimmed;
  private long cutOff;

  TrimPlanner(
      StoreId self,
      ReplicatorSettings settings,
      NodeClock clock,
      LogStore store,
      Map<StoreId, PeerLink> links,
      ReplicationEvents events) {
    this.self = self;
    this.settings = settings;
    this.clock = clock;
    this.store = store;
    this.links = links;
    this.events = events;
  }

  /** Looks at the logs when it is time. */
  void tick(Map<String, LogHead> heads) {
    long now = clock.monotonicMillis();
    if (busy || now < nextLookMillis) {
      return;
    }
    nextLookMillis = now + settings.trim().everyMillis();
    Deque<StoreId> logs = new ArrayDeque<>();
    for (String origin : heads.keySet()) {
      // a database that replicates carries the trimming of each log from its origin
      if (settings.carries() || origin.equals(self.value())) {
        logs.add(new StoreId(origin));
      }
    }
    busy = true;
    next(logs);
  }

  /** Whether this store's log no longer has what the member lacks of it. */
  public boolean needsSnapshot(PeerLink member) {
    TrimOrder.Left own = left.get(self);
    return own != null && member.acks().areKnown() && held(member, self).compareTo(own.floor()) < 0;
  }

  /** Ops that were given up since the node started. */
  public long trimmed() {
    return trimmed;
  }

  /** Times that a member was left without ops that it lacks, since the node started. */
  public long cutOff() {
    return cutOff;
  }

  private void next(Deque<StoreId> logs) {
    if (logs.isEmpty()) {
      busy = false;
      return;
    }
    StoreId origin = logs.poll();
    TrimOrder order = order(origin);
    store
        .trim(order)
        .whenComplete(
            (rest, failure) -> {
              if (failure != null) {
                // the ledger's Redis is away: the next look is soon enough
                busy = false;
              } else {
                looked(order, rest, logs);
              }
            });
  }

  private void looked(TrimOrder order, TrimOrder.Left rest, Deque<StoreId> logs) {
    note(order.origin(), rest);
    boolean force = rest.length() > settings.trim().cap() && !order.isForced();
    if (!force) {
      next(logs);
      return;
    }
    TrimOrder harder = order.downTo(settings.trim().cap());
    store
        .trim(harder)
        .whenComplete(
            (after, failure) -> {
              if (failure == null) {
                note(order.origin(), after);
                nameLaggards(order.origin(), after.floor());
              }
              next(logs);
            });
  }

  private void note(StoreId origin, TrimOrder.Left rest) {
    trimmed += rest.removed();
    left.put(origin, rest);
    cuts.removeIf(
        cut ->
            cut.origin().equals(origin)
                && links.containsKey(cut.member())
                && held(links.get(cut.member()), origin).compareTo(rest.floor()) >= 0);
  }

  private void nameLaggards(StoreId origin, Position floor) {
    for (PeerLink link : links.values()) {
      Position held = held(link, origin);
      boolean lacks = link.isMember() && held.compareTo(floor) < 0 && !link.peer().equals(origin);
      if (lacks && cuts.add(new Cut(link.peer(), origin))) {
        cutOff++;
        events.cutOff(link.peer(), origin, held, floor);
      }
    }
  }

  /** What it told last, be it less than before; what was noted of it where it told nothing yet. */
  private static Position held(PeerLink link, StoreId origin) {
    return link.lastHeardMicros() > 0 ? link.head(origin).position() : link.acks().of(origin);
  }

  private TrimOrder order(StoreId origin) {
    Map<String, Position> acks = new HashMap<>();
    Position everybodys = null;
    for (PeerLink link : links.values()) {
      if (!link.isMember()) {
        continue;
      }
      // a log that contradicts this one acknowledges nothing of it
      Position acked = link.state() == PeerState.DIVERGED ? Position.START : link.acks().of(origin);
      acks.put(link.peer().value(), acked);
      everybodys = everybodys == null || acked.compareTo(everybodys) < 0 ? acked : everybodys;
    }
    return new TrimOrder(
        origin,
        acks,
        // alone there is nobody to wait for
        everybodys == null ? new Position(Long.MAX_VALUE, Long.MAX_VALUE) : everybodys,
        clock.wallMicros() - settings.trim().ageMicros(),
        settings.trim().ageMicros(),
        TrimOrder.AS_ACKNOWLEDGED);
  }
}
