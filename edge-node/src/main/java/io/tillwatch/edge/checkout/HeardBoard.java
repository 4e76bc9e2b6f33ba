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
  private Map<String, Instant> upTo = Map.of();
  private Set<String> reachable = Set.of();

  void heard(HeardUpTo heard) {
    upTo = heard.byStore();
  }

  void changed(ReplicationStatus status) {
    Set<String> connected = new HashSet<>();
    for (ReplicationStatus.Peer peer : status.peers()) {
      if (peer.state() == PeerState.CONNECTED) {
        connected.add(peer.storeId());
      }
    }
    reachable = connected;
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
