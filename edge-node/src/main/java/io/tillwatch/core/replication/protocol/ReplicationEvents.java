package io.tillwatch.core.replication.protocol;

import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.StoreId;
import org.jspecify.annotations.Nullable;

/** What a replicator tells the node about. */
public interface ReplicationEvents {

  /** A peer changed its state. */
  void stateChanged(StoreId peer, PeerState from, PeerState to);

  /** An origin's log contradicts what is known of it; it is frozen, the others go on. */
  void diverged(StoreId origin, Position at);

  /** Another store holds more of this store's own log than this store: a tail was lost here. */
  void ownTailFound(StoreId holder, Position theirs);

  /** Another node runs under this store's id and was there first: this one must go. */
  void outranked(Instance elder);

  /** An op's mac does not hold here: nothing behind it is taken of its log. */
  void opsRefused(RefusedOp refused);

  /** A peer's clock and this one's differ by this much, and more than an alarm takes. */
  void clockOff(StoreId peer, long offsetMicros);

  /** A log grew beyond its cap and lost its beginning, which that member lacks. */
  void cutOff(StoreId member, StoreId origin, Position held, Position floor);

  /** This store begins to be filled from another one's facts. */
  void snapshotBegun(StoreId giver, long total);

  /** All of them are here; the logs go on. */
  void snapshotDone(@Nullable StoreId giver, long facts);

  /** A store introduced itself or its URL. */
  void memberLearnt(StoreId store, String url);
}
