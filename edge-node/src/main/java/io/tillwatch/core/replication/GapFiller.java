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
import io.tillwatch.core.replication.protocol.RefusalPause;
import io.tillwatch.core.replication.protocol.Tuning;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Fetches what is missing of an origin's log: from the origin itself where it answers, else from
 * any peer that has it. One stretch an origin at a time.
 */
final class GapFiller {
  private final StoreId self;
  private final Tuning tuning;
  private final NodeClock clock;
  private final PeerCalls calls;
  private final Map<StoreId, PeerLink> links;
  private final Set<StoreId> underWay = new HashSet<>();
  // a source that did not help, per origin: others go first next time
  private final Map<StoreId, StoreId> unhelpful = new HashMap<>();
  // sources whose log of that origin begins behind what is missing here
  private final Map<StoreId, Set<StoreId>> trimmed = new HashMap<>();
  // by origin and source: what came was refused
  private final Map<StoreId, Map<StoreId, RefusalPause>> pauses = new HashMap<>();
  private final Consumer<StoreId> lost;

  /**
   * @param lost told of an origin whose missing ops nobody who answers has any more
   */
  GapFiller(
      StoreId self,
      Tuning tuning,
      NodeClock clock,
      PeerCalls calls,
      Map<StoreId, PeerLink> links,
      Consumer<StoreId> lost) {
    this.self = self;
    this.tuning = tuning;
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
  void seekIfStalled(LogReceiver feed) {
    PeerLink source = source(feed);
    Position announced = source == null ? Position.START : source.head(feed.origin()).position();
    if (feed.stalledMillis(announced) * 2 >= tuning.heartbeatMillis()) {
      pull(feed, source);
    } else if (source == null && isTrimmedEverywhere(feed)) {
      lost.accept(feed.origin());
    }
  }

  /** Somebody who answers has more of the log, and nobody what comes next. */
  private boolean isTrimmedEverywhere(LogReceiver feed) {
    return trimmed.getOrDefault(feed.origin(), Set.of()).stream()
        .map(links::get)
        .anyMatch(link -> knowsMore(link, feed));
  }

  /** Pulls at once where the origin cannot push. */
  void seekIfUnpushed(LogReceiver feed) {
    PeerLink origin = links.get(feed.origin());
    PeerLink source = source(feed);
    if (source != null && (origin == null || !origin.isConnected())) {
      pull(feed, source);
    }
  }

  private void pull(LogReceiver feed, PeerLink source) {
    StoreId origin = feed.origin();
    boolean wanted =
        tuning.carries() && source != null && !feed.isFrozen() && !isPaused(feed, source);
    if (!wanted || feed.isBusy() || !underWay.add(origin)) {
      return;
    }
    Position before = feed.log().position();
    calls
        .pull(source.peer(), new Pull(self, origin, before, tuning.pullBatch()))
        .thenCompose(logRange -> apply(feed, source, logRange))
        .whenComplete(
            (applied, failure) -> {
              underWay.remove(origin);
              if (feed.log().position().compareTo(before) > 0) {
                unhelpful.remove(origin);
                trimmed.remove(origin);
                pauses.remove(origin);
                pullOn(feed);
              } else {
                unhelpful.put(origin, source.peer());
                pauseIfRefused(feed, source, applied);
              }
            });
  }

  private void pauseIfRefused(LogReceiver feed, PeerLink source, ApplyResult applied) {
    if (applied != null && applied.stop() == ApplyResult.Stop.REFUSED) {
      pauses
          .computeIfAbsent(feed.origin(), any -> new HashMap<>())
          .computeIfAbsent(source.peer(), any -> new RefusalPause(tuning.heartbeatMillis()))
          .begin(whatAndWho(feed, source), clock.monotonicMillis());
    }
  }

  private boolean isPaused(LogReceiver feed, PeerLink source) {
    RefusalPause pause = pauses.getOrDefault(feed.origin(), Map.of()).get(source.peer());
    return pause != null && pause.holds(whatAndWho(feed, source), clock.monotonicMillis());
  }

  /** Another op, one by another key, or another run of the source is worth a try at once. */
  private static String whatAndWho(LogReceiver feed, PeerLink source) {
    return feed.refused() + " " + source.run();
  }

  private CompletionStage<ApplyResult> apply(LogReceiver feed, PeerLink source, LogRange logRange) {
    source.sawHead(feed.origin(), logRange.head());
    if (logRange.trimmed()) {
      trimmed.computeIfAbsent(feed.origin(), any -> new HashSet<>()).add(source.peer());
    }
    return feed.apply(logRange.ops());
  }

  /** More of the same, as long as it helps. */
  private void pullOn(LogReceiver feed) {
    pull(feed, source(feed));
  }

  /** The peer to ask, or null where nobody who answers has more than this store. */
  private PeerLink source(LogReceiver feed) {
    if (feed.origin().equals(self)) {
      return null;
    }
    PeerLink best = null;
    for (PeerLink link : links.values()) {
      if (hasMore(link, feed) && (best == null || isBetter(link, best, feed))) {
        best = link;
      }
    }
    return best;
  }

  private boolean hasMore(PeerLink link, LogReceiver feed) {
    return knowsMore(link, feed)
        && !trimmed.getOrDefault(feed.origin(), Set.of()).contains(link.peer());
  }

  private static boolean knowsMore(PeerLink link, LogReceiver feed) {
    Position known = feed.log().position();
    return link.isConnected()
        && link.head(feed.origin()).position().compareTo(known) > 0
        && (feed.sealed() == null || isWanted(feed.sealed().cutOff(), known, link, feed));
  }

  /** Of the log of a store that leaves: up to where it ends, and not from that store itself. */
  private static boolean isWanted(Position end, Position known, PeerLink link, LogReceiver feed) {
    return !link.peer().equals(feed.origin()) && (end == null || known.compareTo(end) < 0);
  }

  private boolean isBetter(PeerLink link, PeerLink than, LogReceiver feed) {
    StoreId origin = feed.origin();
    if (isPaused(feed, link) != isPaused(feed, than)) {
      return isPaused(feed, than);
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
