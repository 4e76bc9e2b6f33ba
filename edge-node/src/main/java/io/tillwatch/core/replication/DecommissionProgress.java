package io.tillwatch.core.replication;

import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.peer.PeerLink;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Whether every remaining store knows that a store leaves, and holds of its log what any holds. */
public final class DecommissionProgress {

  private DecommissionProgress() {}

  /**
   * The remaining stores that are waited for: silent, or without this store's word, or with ops of
   * their own or of the leaving store that are not here yet.
   *
   * @param word where the order to leave stands in this store's log
   * @param isMember whether a store remains
   */
  public static List<StoreId> waitingFor(
      Replicator replicator, StoreId leaving, Position word, Predicate<StoreId> isMember) {
    List<StoreId> waiting = new ArrayList<>();
    for (PeerLink link : replicator.links()) {
      if (isMember.test(link.peer()) && !isReady(replicator, link, leaving, word)) {
        waiting.add(link.peer());
      }
    }
    return waiting;
  }

  private static boolean isReady(
      Replicator replicator, PeerLink link, StoreId leaving, Position word) {
    return link.isConnected()
        && link.sender().acked().compareTo(word) >= 0
        && holds(replicator, link, link.peer())
        && holds(replicator, link, leaving);
  }

  /** This store has all of that log that the peer told of. */
  private static boolean holds(Replicator replicator, PeerLink link, StoreId origin) {
    return replicator.logs().position(origin).compareTo(link.head(origin).position()) >= 0;
  }
}
