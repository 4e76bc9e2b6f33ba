package io.tillwatch.core.replication.protocol;

import io.tillwatch.core.oplog.Position;

/**
 * Where an origin's log ends in some store.
 *
 * @param position the last op known there
 * @param hash chain hash of that op, the digest of the whole log; empty where not known
 */
public record LogHead(Position position, String hash) {

  /** Nothing known. */
  public static final LogHead NONE = new LogHead(Position.START, "");

  /** Whether both end at the same op and yet hold different logs. */
  public boolean contradicts(LogHead other) {
    return position.equals(other.position)
        && !hash.isEmpty()
        && !other.hash.isEmpty()
        && !hash.equals(other.hash);
  }
}
