package io.tillwatch.edge.bus;

import io.tillwatch.core.oplog.StoreId;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * With which stores frames of form 1 are exchanged: with none, unless {@code
 * cluster.acceptOldFrames} is on for a rolling upgrade, and then with those that have not shown
 * form 2 since this node started. Who has shown it once is never spoken to in form 1 again: nobody
 * can bring that back by keeping the new frames from arriving. Safe for use by several threads.
 */
final class LegacyFrames {
  private static final Logger LOG = LoggerFactory.getLogger(LegacyFrames.class);
  private static final int MOST_STORES = 1_000;

  private final boolean accepted;
  private final Set<StoreId> shownNew = ConcurrentHashMap.newKeySet();
  private final Set<StoreId> shownOld = ConcurrentHashMap.newKeySet();
  private final LongAdder taken = new LongAdder();

  LegacyFrames(StoreId self, boolean accepted) {
    this.accepted = accepted;
    shownNew.add(self);
  }

  boolean isAccepted() {
    return accepted;
  }

  /** A store has proved that it speaks form 2, and that it does so now. */
  void showedNew(StoreId store) {
    if (!shownNew.contains(store) && shownNew.size() < MOST_STORES) {
      shownNew.add(store);
      if (shownOld.remove(store)) {
        LOG.atInfo().addKeyValue("peer", store).log("a store speaks the new form of frames");
      }
    }
  }

  /** Whether that store may be spoken to in form 1. */
  boolean mayBeOld(StoreId store) {
    return accepted && !shownNew.contains(store);
  }

  /**
   * Whether a question in form 1 is taken; counts those that are.
   *
   * @param from who asks, or null where the question does not say: then it must be one of the
   *     stores that have told so in others
   */
  boolean takes(StoreId from) {
    if (from == null ? shownOld.isEmpty() || !accepted : !mayBeOld(from)) {
      return false;
    }
    if (from != null && shownOld.size() < MOST_STORES && shownOld.add(from)) {
      LOG.atWarn().addKeyValue("peer", from).log("a store speaks the old form of frames");
    }
    taken.increment();
    return true;
  }

  /** Stores that speak form 1, by id. */
  Set<StoreId> stores() {
    return new TreeSet<>(shownOld);
  }

  /** Questions in form 1 that were taken since the start. */
  long taken() {
    return taken.sum();
  }
}
