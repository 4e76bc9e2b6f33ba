package io.tillwatch.core.replication.snapshot;

import io.tillwatch.core.ledger.Positions;
import io.tillwatch.core.ledger.snapshot.SnapshotPage;
import io.tillwatch.core.ledger.snapshot.SnapshotState;
import io.tillwatch.core.ledger.snapshot.SnapshotStep;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.peer.PeerLink;
import io.tillwatch.core.replication.protocol.LogHead;
import io.tillwatch.core.replication.protocol.LogStore;
import io.tillwatch.core.replication.protocol.PeerCalls;
import io.tillwatch.core.replication.protocol.PeerState;
import io.tillwatch.core.replication.protocol.ReplicationEvents;
import io.tillwatch.core.replication.protocol.SnapshotPull;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Fills this store from another one's facts where no log reaches back far enough: first where the
 * giver's logs end, then all its facts in slices, then the logs go on from there. One slice is on
 * its way while the one before is written. Goes on after a restart of either side; with another
 * giver it begins anew, which costs time only.
 */
public final class SnapshotBootstrap {
  private static final int SLICE = 500;
  private static final int GIVE_UP_AFTER = 10;

  private final StoreId self;
  private final PeerCalls calls;
  private final LogStore store;
  private final Map<StoreId, PeerLink> links;
  private final ReplicationEvents events;
  private final Consumer<Map<String, LogHead>> adopted;
  private SnapshotState state = SnapshotState.NONE;
  private @Nullable StoreId wanted;
  // a giver that did not help: others go first next time
  private @Nullable StoreId shunned;
  private boolean busy;
  private int failures;
  private long merged;

  /**
   * @param adopted told where logs end here once a snapshot's facts are all on disk
   */
  public SnapshotBootstrap(
      StoreId self,
      PeerCalls calls,
      LogStore store,
      Map<StoreId, PeerLink> links,
      ReplicationEvents events,
      Consumer<Map<String, LogHead>> adopted) {
    this.self = self;
    this.calls = calls;
    this.store = store;
    this.links = links;
    this.events = events;
    this.adopted = adopted;
  }

  /** How far it has come. */
  public SnapshotState state() {
    return state;
  }

  /** Facts that came by snapshots since the node started. */
  public long merged() {
    return merged;
  }

  /** Takes over what was under way when the node stopped. */
  public void resume(SnapshotState found) {
    state = found;
  }

  /** Nobody who answers has what is missing of that log. */
  public void request(StoreId origin) {
    if (!state.isUnderWay()) {
      wanted = origin;
    }
  }

  /** Goes on, or begins where one is needed. */
  public void tick() {
    if (busy) {
      return;
    }
    PeerLink giver = state.isUnderWay() ? links.get(state.from()) : null;
    boolean lost = giver == null || giver.state() == PeerState.DOWN || failures >= GIVE_UP_AFTER;
    if (giver != null && !lost && giver.isConnected()) {
      goOn(giver);
      return;
    }
    StoreId origin = state.isUnderWay() ? state.from() : wanted;
    PeerLink next = lost && origin != null ? bestGiver(origin) : null;
    if (next != null) {
      begin(next, state.ownLost(), false);
    }
  }

  /**
   * Begins with the giver who knows the end of this store's own log, before the first commit.
   * Completes once the log goes on from there; the facts come later.
   */
  public CompletionStage<Void> beginWithOwnLog(PeerLink giver) {
    return begin(giver, true, true);
  }

  private CompletionStage<Void> begin(PeerLink giver, boolean ownLost, boolean adoptOwn) {
    busy = true;
    failures = 0;
    CompletableFuture<Void> begun = new CompletableFuture<>();
    fetch(giver, null)
        .thenCompose(first -> store.snapshot(step(giver, first, ownLost, adoptOwn)))
        .whenComplete(
            (begins, failure) -> {
              busy = false;
              shunned = failure == null ? null : giver.peer();
              if (failure == null) {
                state = begins;
                wanted = null;
                events.snapshotBegun(giver.peer(), begins.total());
                if (adoptOwn) {
                  adopted.accept(heads(true));
                }
              }
              begun.complete(null);
            });
    return begun;
  }

  private static SnapshotStep step(
      PeerLink giver, SnapshotPage first, boolean ownLost, boolean adoptOwn) {
    Positions heads = first.heads();
    if (heads == null) {
      throw new IllegalArgumentException(
          "expected of " + giver.peer() + " where its logs end, found none in its answer");
    }
    return new SnapshotStep.Begin(giver.peer(), heads, first.total(), ownLost, adoptOwn);
  }

  /** After a failure nobody knows how far it came: the disk tells. */
  private void goOn(PeerLink giver) {
    busy = true;
    CompletionStage<SnapshotState> found =
        failures == 0
            ? CompletableFuture.completedFuture(state)
            : store.snapshot(new SnapshotStep.Look());
    found.whenComplete(
        (now, failure) -> {
          if (failure != null) {
            failed();
          } else if (now.isUnderWay()) {
            state = now;
            take(giver, fetch(giver, now.cursor()));
          } else {
            ended();
          }
        });
  }

  private CompletionStage<SnapshotPage> fetch(PeerLink giver, @Nullable String cursor) {
    return calls.snapshot(giver.peer(), new SnapshotPull(self, cursor, SLICE));
  }

  private void take(PeerLink giver, CompletionStage<SnapshotPage> coming) {
    coming.whenComplete(
        (page, failure) -> {
          String cursor = failure == null ? page.cursor() : null;
          boolean stuck = cursor != null && !page.last() && cursor.equals(state.cursor());
          if (cursor == null || stuck) {
            failed();
          } else {
            merge(giver, page, cursor);
          }
        });
  }

  private void merge(PeerLink giver, SnapshotPage page, String cursor) {
    CompletionStage<SnapshotPage> next = page.last() ? null : fetch(giver, cursor);
    store
        .snapshot(new SnapshotStep.Merge(state.cursor(), page.facts(), cursor))
        .whenComplete(
            (now, failure) -> {
              if (failure != null || !now.cursor().equals(cursor)) {
                failed();
                return;
              }
              state = now;
              failures = 0;
              shunned = null;
              merged += page.facts().size();
              if (next == null) {
                finish();
              } else {
                take(giver, next);
              }
            });
  }

  private void finish() {
    store
        .snapshot(new SnapshotStep.Finish(state.cursor()))
        .whenComplete(
            (now, failure) -> {
              if (failure != null || now.isUnderWay()) {
                failed();
              } else {
                ended();
              }
            });
  }

  private void ended() {
    Map<String, LogHead> heads = heads(false);
    SnapshotState complete = state;
    busy = false;
    failures = 0;
    wanted = null;
    state = SnapshotState.NONE;
    adopted.accept(heads);
    events.snapshotDone(complete.from(), complete.done());
  }

  /** Tried again with the next tick, from the slice that is due. */
  private void failed() {
    failures++;
    shunned = state.from();
    busy = false;
  }

  private Map<String, LogHead> heads(boolean own) {
    Map<String, LogHead> heads = new HashMap<>();
    state
        .heads()
        .byOrigin()
        .forEach(
            (origin, position) -> {
              if (origin.equals(self.value()) == own) {
                heads.put(origin, new LogHead(position, state.heads().hashOf(origin)));
              }
            });
    return heads;
  }

  /** Who knows most of that log among those who answer; one that failed only where it must be. */
  private @Nullable PeerLink bestGiver(StoreId origin) {
    PeerLink best = null;
    for (PeerLink link : links.values()) {
      if (link.isConnected() && (best == null || isBetter(link, best, origin))) {
        best = link;
      }
    }
    return best;
  }

  private boolean isBetter(PeerLink link, PeerLink than, StoreId origin) {
    if (link.peer().equals(shunned) != than.peer().equals(shunned)) {
      return than.peer().equals(shunned);
    }
    return link.head(origin).position().compareTo(than.head(origin).position()) > 0;
  }
}
