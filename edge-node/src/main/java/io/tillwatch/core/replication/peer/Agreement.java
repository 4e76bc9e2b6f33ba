package io.tillwatch.core.replication.peer;

import io.tillwatch.core.replication.protocol.LogHead;
import org.jspecify.annotations.Nullable;

/**
 * Whether two stores' copies of each other's logs are what they are copies of. Either may be found
 * not to be, and each is mended by itself.
 *
 * @param theirsDiverges the peer's own log contradicts the copy here, which takes no more of it
 * @param oursRefusedAt where the peer's copy of this store's log ended when it contradicted that
 *     log, and since then the peer takes no more of it; null: it does
 */
record Agreement(boolean theirsDiverges, @Nullable LogHead oursRefusedAt) {
  /** Nothing contradicts anything. */
  static final Agreement AGREED = new Agreement(false, null);

  /** The peer's own log contradicts the copy here. */
  Agreement theirsDiverged() {
    return new Agreement(true, oursRefusedAt);
  }

  /**
   * The peer's copy of this store's log contradicts that log.
   *
   * @param at where the copy ended
   */
  Agreement oursRefused(LogHead at) {
    return new Agreement(theirsDiverges, at);
  }

  /**
   * The peer told where its copy of this store's log ends. Where that is elsewhere than when it
   * contradicted the log, somebody mended it there; otherwise this says what it said.
   */
  Agreement heard(LogHead copy) {
    return oursRefusedAt == null || oursRefusedAt.equals(copy)
        ? this
        : new Agreement(theirsDiverges, null);
  }
}
