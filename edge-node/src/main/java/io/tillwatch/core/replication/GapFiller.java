package io.tillwatch.core.replication;

import io.tillwatch.core.ledger.ApplyResult;
import io.tillwatch.core.ledger.LogQuery.LogRange;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.log.LogReceiver;
import io.tillwatch.core.replication.peer.PeerLink;
import io.tillwatch.core.replication.protocol.NodeClock;
import io.tillwatch.core.replication.protocol.PeerCalls;
import io.tillwatch.core.replication.protocol.Pull;
import io.tillwatch.core.replication.protocol.RefusalBackoff;
import io.tillwatch.core.replication.protocol.ReplicatorSettings;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Fetches what is missing of an origin's log: from the origin itself where it answers, else from
 * any peer that has it. One range an origin at a time.
 */
final class GapFiller {
  private final StoreId self;
  private final ReplicatorSettings settings;
  private final NodeClock clock;
  private final PeerCalls calls;
  private final Map<StoreId, PeerLink> links;
  private final Set<StoreId> underWay = new HashSet<>();
  // a source that did not help, per origin: others go first next time
  private final Map<StoreId, StoreId> unhelpful = new HashMap<>();
  // sources whose log of that origin begins behind what is missing here
  private final Map<StoreId, Set<StoreId>> trimmed = new HashMap<>();
  // by origin and source: what came was refused
  private final Map<StoreId, Map<StoreId, RefusalBackoff>> pauses = new HashMap<>();
  private final Consumer<StoreId> lost;

  /**
   * @param lost told of an origin whose missing ops nobody who answers has any more
   */
  GapFiller(
      StoreId self,
      ReplicatorSettings settings,
      NodeClock clock,
      PeerCalls calls,
      Map<StoreId, PeerLink> links,
      Consumer<StoreId> lost) {
    this.self = self;
    this.settings = settings;
    this.clock = clock;
    this.calls = calls;
    this.links = links;
    this.lost = lost;
  }

  /** The logs go on elsewhere than where they were trimmed. */
  void forgetTrimmed() {
    trimmed.clear();
  }

  /** Pulls where ops have been missing for longer than a push would take. */
  void seekIfStalled(LogReceiver receiver) {
    PeerLink source = source(receiver);
    Position announced =
        source == null ? Position.START : source.head(receiver.origin()).position();
    if (receiver.stalledMillis(announced) * 2 >= settings.heartbeatMillis()) {
      pull(receiver, source);
    } else if (source == null && isTrimmedEverywhere(receiver)) {
      lost.accept(receiver.origin());
    }
  }

  /** Somebody who answers has more of the log, and nobody what comes next. */
  private boolean isTrimmedEverywhere(LogReceiver receiver) {
    return trimmed.getOrDefault(receiver.origin(), Set.of()).stream()
        .map(links::get)
        .anyMatch(link -> knowsMore(link, receiver));
  }

  /** Pulls at once where the origin cannot push. */
  void seekIfUnpushed(LogReceiver receiver) {
    PeerLink origin = links.get(receiver.origin());
    PeerLink source = source(receiver);
    if (source != null && (origin == null || !origin.isConnected())) {
      pull(receiver, source);
    }
  }

  private void pull(LogReceiver receiver, @Nullable PeerLink source) {
    StoreId origin = receiver.origin();
    if (source == null
        || !settings.carries()
        || receiver.isFrozen()
        || isPaused(receiver, source)
        || receiver.isBusy()
        || !underWay.add(origin)) {
      return;
    }
    Position before = receiver.log().position();
    calls
        .pull(source.peer(), new Pull(self, origin, before, settings.pullBatch()))
        .thenCompose(range -> apply(receiver, source, range))
        .whenComplete(
            (applied, failure) -> {
              underWay.remove(origin);
              if (receiver.log().position().compareTo(before) > 0) {
                unhelpful.remove(origin);
                trimmed.remove(origin);
                pauses.remove(origin);
                pullOn(receiver);
              } else {
                unhelpful.put(origin, source.peer());
                pauseIfRefused(receiver, source, applied);
              }
            });
  }

  private void pauseIfRefused(
      LogReceiver receiver, PeerLink source, @Nullable ApplyResult applied) {
    if (applied != null && applied.stop() == ApplyResult.Stop.REFUSED) {
      pauses
          .computeIfAbsent(receiver.origin(), any -> new HashMap<>())
          .computeIfAbsent(source.peer(), any -> new RefusalBackoff(settings.heartbeatMillis()))
          .begin(whatAndWho(receiver, source), clock.monotonicMillis());
    }
  }

  private boolean isPaused(LogReceiver receiver, PeerLink source) {
    RefusalBackoff backoff = pauses.getOrDefault(receiver.origin(), Map.of()).get(source.peer());
    return backoff != null && backoff.holds(whatAndWho(receiver, source), clock.monotonicMillis());
  }

  /** Another op, one by another key, or another run of the source is worth a try at once. */
  private static String whatAndWho(LogReceiver receiver, PeerLink source) {
    return receiver.refused() + " " + source.run();
  }

  private CompletionStage<ApplyResult> apply(
      LogReceiver receiver, PeerLink source, LogRange range) {
    source.noteHead(receiver.origin(), range.head());
    if (range.trimmed()) {
      trimmed.computeIfAbsent(receiver.origin(), any -> new HashSet<>()).add(source.peer());
    }
    return receiver.apply(range.ops());
  }

  /** More of the same, as long as it helps. */
  private void pullOn(LogReceiver receiver) {
    pull(receiver, source(receiver));
  }

  /** The peer to ask, or null where nobody who answers has more than this store. */
  private @Nullable PeerLink source(LogReceiver receiver) {
    if (receiver.origin().equals(self)) {
      return null;
    }
    PeerLink best = null;
    for (PeerLink link : links.values()) {
      if (hasMore(link, receiver) && (best == null || isBetter(link, best, receiver))) {
        best = link;
      }
    }
    return best;
  }

  private boolean hasMore(PeerLink link, LogReceiver receiver) {
    return knowsMore(link, receiver)
        && !trimmed.getOrDefault(receiver.origin(), Set.of()).contains(link.peer());
  }

  private static boolean knowsMore(PeerLink link, LogReceiver receiver) {
    Position known = receiver.log().position();
    return link.isConnected()
        && link.head(receiver.origin()).position().compareTo(known) > 0
        && (receiver.sealed() == null
            || isWanted(receiver.sealed().cutOff(), known, link, receiver));
  }

  /** Of the log of a store that leaves: up to where it ends, and not from that store itself. */
  private static boolean isWanted(
      @Nullable Position end, Position known, PeerLink link, LogReceiver receiver) {
    return !link.peer().equals(receiver.origin()) && (end == null || known.compareTo(end) < 0);
  }

  private boolean isBetter(PeerLink link, PeerLink than, LogReceiver receiver) {
    StoreId origin = receiver.origin();
    if (isPaused(receiver, link) != isPaused(receiver, than)) {
      return isPaused(receiver, than);
    }
    StoreId shunned = unhelpful.get(origin);
    if (link.peer().equals(shunned) != than.peer().equals(shunned)) {
      return than.peer().equals(shunned);
    }
    if (link.peer().equals(origin) != than.peer().equals(origin)) {
      return link.peer().equals(origin);
    }
    return link.head(origin).position().compareTo(than.head(origin).position()) > 0;
  }
}
