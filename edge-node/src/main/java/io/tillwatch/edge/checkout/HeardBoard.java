package io.tillwatch.edge.checkout;

import io.tillwatch.edge.replication.model.HeardUpTo;
import io.tillwatch.edge.replication.model.ReplicationStatus;
import io.tillwatch.edge.replication.model.protocol.PeerState;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What this node has heard of other stores, as replication last said. Lives on checkout's event
 * loop.
 */
final class HeardBoard {
  private enum OwnFacts {
    UNKNOWN,
    MISSING,
    HERE
  }

  private OwnFacts ownFacts = OwnFacts.UNKNOWN;
  private Map<String, Instant> upTo = Map.of();
  private Set<String> reachable = Set.of();

  void heard(HeardUpTo heard) {
    upTo = heard.byStore();
  }

  void changed(ReplicationStatus status) {
    Set<String> connected = new HashSet<>();
    for (ReplicationStatus.Peer peer : status.peers()) {
      if (peer.state() == PeerState.CONNECTED || peer.state() == PeerState.NEEDS_SNAPSHOT) {
        connected.add(peer.storeId());
      }
    }
    reachable = connected;
    ownFacts =
        status.snapshot() != null && status.snapshot().ownLost() ? OwnFacts.MISSING : OwnFacts.HERE;
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

  /** The store answered lately. */
  boolean isReachable(String storeId) {
    return reachable.contains(storeId);
  }
}
