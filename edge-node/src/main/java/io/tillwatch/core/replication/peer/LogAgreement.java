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
record LogAgreement(boolean theirsDiverges, @Nullable LogHead oursRefusedAt) {
  /** Nothing contradicts anything. */
  static final LogAgreement AGREED = new LogAgreement(false, null);

  /** The peer's own log contradicts the copy here. */
  LogAgreement theirsDiverged() {
    return new LogAgreement(true, oursRefusedAt);
  }

  /**
   * The peer's copy of this store's log contradicts that log.
   *
   * @param at where the copy ended
   */
  LogAgreement oursRefused(LogHead at) {
    return new LogAgreement(theirsDiverges, at);
  }

  /**
   * The peer told where its copy of this store's log ends. Where that is elsewhere than when it
   * contradicted the log, somebody mended it there; otherwise this says what it said.
   */
  LogAgreement heard(LogHead copy) {
    return oursRefusedAt == null || oursRefusedAt.equals(copy)
        ? this
        : new LogAgreement(theirsDiverges, null);
  }
}
