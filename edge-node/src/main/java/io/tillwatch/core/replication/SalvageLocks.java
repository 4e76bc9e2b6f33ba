package io.tillwatch.core.replication;

import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.peer.PeerLink;
import io.tillwatch.core.replication.protocol.Heartbeat;
import io.tillwatch.core.replication.protocol.NodeClock;
import io.tillwatch.core.replication.protocol.PeerCalls;
import io.tillwatch.core.replication.protocol.SalvageLockRequest;
import io.tillwatch.core.replication.protocol.SalvageProgress;
import io.tillwatch.core.replication.protocol.SalvageState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the one store that logs again what an origin lost, among those that hold it. Each tells
 * with every heartbeat of which origins it has something left to log. Before a store logs any of
 * it, it asks every other one. It goes on when three things hold for each of them: it follows the
 * origin's new epoch, so that it knows what it holds; it neither has the lock nor comes first by
 * its id; and all that it had logged by then is here. An answer is given behind what the asker
 * told, so that of two that ask at once one hears of the other.
 *
 * <p>Who does not answer, or does not get on, is waited for only so long. Only stores that cannot
 * hear each other log the same ops, and the second one changes nothing.
 */
public final class SalvageLocks {
  /** Longer than a node takes to be heard again after a restart. */
  static final long PATIENCE_MILLIS = 30_000;

  private enum Obstacle {
    DOES_NOT_ANSWER,
    DOES_NOT_SAY,
    DOES_NOT_FOLLOW,
    HAS_THE_TURN,
    COMES_FIRST,
    LOGGED_MORE
  }

  private record Place(String origin, StoreId peer, Obstacle obstacle) {}

  /** What would be another thing if the peer had got on, and since when it has been that. */
  private record Wait(Object progress, long sinceMillis) {}

  /** What the peer's own log has to have here; taken anew when what it told has changed. */
  private record Target(@Nullable SalvageState state, long epoch, Position head) {}

  private final StoreId self;
  private final NodeClock clock;
  private final PeerCalls calls;
  private final Map<StoreId, PeerLink> links;
  private final Function<StoreId, Position> known;
  private final Function<StoreId, Heartbeat> beat;
  private final Map<String, SalvageState> due = new TreeMap<>();
  private final Map<Place, Wait> waits = new HashMap<>();
  private final Map<Place, Target> targets = new HashMap<>();
  private boolean begun;

  /**
   * @param known how far an origin's log is here
   * @param beat what is told to a peer now
   */
  SalvageLocks(
      StoreId self,
      NodeClock clock,
      PeerCalls calls,
      Map<StoreId, PeerLink> links,
      Function<StoreId, Position> known,
      Function<StoreId, Heartbeat> beat) {
    this.self = self;
    this.clock = clock;
    this.calls = calls;
    this.links = links;
    this.known = known;
    this.beat = beat;
  }

  /** All that is due at the start was told: what is not told from now on is not due. */
  public void begin() {
    begun = true;
  }

  /** Takes note of what this store has left to log. */
  public void learn(SalvageProgress now) {
    if (now.state() == null) {
      due.remove(now.origin());
      waits.keySet().removeIf(place -> place.origin().equals(now.origin()));
      targets.keySet().removeIf(place -> place.origin().equals(now.origin()));
    } else {
      due.put(now.origin(), now.state());
    }
  }

  /** What others are told; null where it is not known yet. */
  @Nullable Map<String, SalvageState> told() {
    return begun ? due : null;
  }

  /** Asks all others, then says whether this store has the lock, which it keeps from then on. */
  public CompletionStage<SalvageLockRequest.Answer> ask(SalvageLockRequest request) {
    Set<StoreId> answered = new HashSet<>();
    List<CompletableFuture<Void>> round = new ArrayList<>();
    for (PeerLink link : links.values()) {
      if (concerns(link, request.origin()) && !isGivenUp(link, request.origin())) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        round.add(done);
        calls
            .heartbeat(link.peer(), beat.apply(link.peer()))
            .whenComplete(
                (answer, failure) -> {
                  if (failure == null && answer.beat().from().store().equals(link.peer())) {
                    link.learn(answer.beat());
                    answered.add(link.peer());
                  }
                  done.complete(null);
                });
      }
    }
    return CompletableFuture.allOf(round.toArray(CompletableFuture[]::new))
        .thenApply(all -> decide(request.origin(), answered));
  }

  private SalvageLockRequest.Answer decide(String origin, Set<StoreId> answered) {
    for (PeerLink link : links.values()) {
      Obstacle obstacle =
          concerns(link, origin) ? obstacle(link, origin, answered.contains(link.peer())) : null;
      if (obstacle != null) {
        return new SalvageLockRequest.Answer(link.peer() + " " + obstacle);
      }
    }
    due.computeIfPresent(origin, (id, state) -> new SalvageState(state.logged(), true));
    return new SalvageLockRequest.Answer(null);
  }

  private static boolean concerns(PeerLink link, String origin) {
    return link.isMember() && !link.peer().value().equals(origin);
  }

  /** It was asked in vain for long enough, and was not heard since. */
  private boolean isGivenUp(PeerLink link, String origin) {
    Wait wait = waits.get(new Place(origin, link.peer(), Obstacle.DOES_NOT_ANSWER));
    return wait != null && isOver(wait) && !link.isConnected();
  }

  private @Nullable Obstacle obstacle(PeerLink link, String origin, boolean answered) {
    Heartbeat told = answered ? link.lastHeartbeat() : null;
    if (told == null) {
      return stillIs(Obstacle.DOES_NOT_ANSWER, link, origin, true);
    }
    waits.remove(new Place(origin, link.peer(), Obstacle.DOES_NOT_ANSWER));
    Map<String, SalvageState> salvaging = told.salvaging();
    SalvageState state = salvaging == null ? null : salvaging.get(origin);
    Obstacle found =
        salvaging == null
            ? stillIs(Obstacle.DOES_NOT_SAY, link, origin, true)
            : whatItDoes(link, origin, told, state);
    return found != null ? found : whatItLogged(link, origin, told, state);
  }

  private @Nullable Obstacle whatItDoes(
      PeerLink link, String origin, Heartbeat told, @Nullable SalvageState state) {
    StoreId store = new StoreId(origin);
    Position theirs = told.head(store).position();
    if (theirs.epoch() < known.apply(store).epoch()) {
      Obstacle behind = stillIs(Obstacle.DOES_NOT_FOLLOW, link, origin, theirs);
      if (behind != null) {
        return behind;
      }
    }
    if (state != null && state.logging()) {
      return stillIs(Obstacle.HAS_THE_TURN, link, origin, state);
    }
    return state != null && link.peer().compareTo(self) < 0
        ? stillIs(Obstacle.COMES_FIRST, link, origin, state)
        : null;
  }

  private @Nullable Obstacle whatItLogged(
      PeerLink link, String origin, Heartbeat told, @Nullable SalvageState state) {
    Place place = new Place(origin, link.peer(), Obstacle.LOGGED_MORE);
    long epoch = known.apply(new StoreId(origin)).epoch();
    Target target = targets.get(place);
    if (target == null || target.epoch() != epoch || !Objects.equals(target.state(), state)) {
      target = new Target(state, epoch, told.head(link.peer()).position());
      targets.put(place, target);
    }
    Position here = known.apply(link.peer());
    return here.compareTo(target.head()) < 0
        ? stillIs(Obstacle.LOGGED_MORE, link, origin, here)
        : null;
  }

  /** The obstacle, or null where it has been the same for too long. */
  private @Nullable Obstacle stillIs(
      Obstacle obstacle, PeerLink link, String origin, Object progress) {
    Place place = new Place(origin, link.peer(), obstacle);
    Wait wait = waits.get(place);
    if (wait == null || !wait.progress().equals(progress)) {
      wait = new Wait(progress, clock.monotonicMillis());
      waits.put(place, wait);
    }
    return isOver(wait) ? null : obstacle;
  }

  private boolean isOver(Wait wait) {
    return clock.monotonicMillis() - wait.sinceMillis() > PATIENCE_MILLIS;
  }
}
