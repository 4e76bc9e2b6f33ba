package io.tillwatch.core.replication.log;

import io.tillwatch.core.oplog.SignedOp;
import java.util.List;

/** What may be under way to a peer at once, in ops and in characters of their text. */
final class Credit {
  private final int maxOps;
  private final long maxBytes;
  private int ops;
  private long bytes;

  Credit(int maxOps, long maxBytes) {
    this.maxOps = maxOps;
    this.maxBytes = maxBytes;
  }

  /** Takes credit for the op; a single one always fits, however large. */
  boolean acquire(SignedOp op) {
    int size = op.text().length();
    if (ops > 0 && (ops >= maxOps || bytes + size > maxBytes)) {
      return false;
    }
    ops++;
    bytes += size;
    return true;
  }

  void release(List<SignedOp> done) {
    ops -= done.size();
    for (SignedOp op : done) {
      bytes -= op.text().length();
    }
  }

  /** Ops that would still fit. */
  int freeOps() {
    return bytes >= maxBytes ? 0 : maxOps - ops;
  }

  /** Whether enough is free again for a range of the log to be worth reading. */
  boolean isRoomy() {
    return freeOps() * 2 >= maxOps && bytes * 2 <= maxBytes;
  }

  int opsUnderWay() {
    return ops;
  }
}
