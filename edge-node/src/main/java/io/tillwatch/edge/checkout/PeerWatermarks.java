package io.tillwatch.edge.checkout;

import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.ReplicationStatus;
import io.tillwatch.core.replication.Watermarks;
import io.tillwatch.core.replication.protocol.PeerState;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What this node has heard of other stores, as replication last said. Lives on checkout's event
 * loop.
 */
final class PeerWatermarks {
  private enum OwnFacts {
    UNKNOWN,
    MISSING,
    HERE
  }

  private static final Set<PeerState> ANSWERING =
      EnumSet.of(PeerState.CONNECTED, PeerState.NEEDS_SNAPSHOT, PeerState.REFUSED);

  private final String self;
  private final Set<String> others = new TreeSet<>();
  private OwnFacts ownFacts = OwnFacts.UNKNOWN;
  private Map<String, Instant> upTo = Map.of();
  private Set<String> reachable = Set.of();

  /**
   * Nothing was heard yet.
   *
   * @param configured the retailer's stores as far as the settings name them
   */
  PeerWatermarks(StoreId self, List<StoreId> configured) {
    this.self = self.value();
    configured.forEach(store -> learn(store.value()));
  }

  private void learn(String store) {
    if (!store.equals(self)) {
      others.add(store);
    }
  }

  void heard(Watermarks watermarks) {
    upTo = watermarks.byStore();
  }

  void changed(ReplicationStatus status) {
    Set<String> connected = new HashSet<>();
    for (ReplicationStatus.Peer peer : status.peers()) {
      learn(peer.storeId());
      if (ANSWERING.contains(peer.state())) {
        connected.add(peer.storeId());
      }
    }
    reachable = connected;
    ownFacts =
        status.snapshots().underWay() != null && status.snapshots().underWay().ownLost()
            ? OwnFacts.MISSING
            : OwnFacts.HERE;
  }

  /**
   * Facts of this store's own are still coming from another store, so which refund rights are left
   * is not known.
   */
  boolean lacksOwnFacts() {
    return ownFacts == OwnFacts.MISSING;
  }

  /** Replication has said that all facts of this store's own are here. */
  boolean hasOwnFacts() {
    return ownFacts == OwnFacts.HERE;
  }

  /**
   * Everything that the store committed up to this moment is known here; the epoch for a store that
   * was never heard.
   */
  Instant upTo(String storeId) {
    return upTo.getOrDefault(storeId, Instant.EPOCH);
  }

  /** Every other store that was ever heard of. */
  Set<String> others() {
    return Collections.unmodifiableSet(others);
  }

  /** Stores that answered lately. */
  Set<String> reachable() {
    return Collections.unmodifiableSet(reachable);
  }

  /** The store answered lately. */
  boolean isReachable(String storeId) {
    return reachable.contains(storeId);
  }
}
