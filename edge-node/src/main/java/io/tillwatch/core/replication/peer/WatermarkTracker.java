package io.tillwatch.core.replication.peer;

import io.tillwatch.core.oplog.Position;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Up to when everything that a store committed is known here. The store was asked at some time and
 * answered "my log ends there"; once that position is on disk here, that time counts. All in this
 * store's steady time: neither the other's wall clock nor a change of this one makes anything heard
 * or unheard.
 */
final class WatermarkTracker {
  /** Nothing was heard yet. */
  static final long NEVER = Long.MIN_VALUE;

  private static final int MAX_OPEN = 64;

  private record Mark(Position head, long millis) {}

  private final Deque<Mark> open = new ArrayDeque<>();
  private long heardMillis = NEVER;

  /** The store was asked at that time, and its log ended at this position or before. */
  void announced(Position head, long askedMillis) {
    if (!open.isEmpty() && open.peekLast().head().equals(head)) {
      // nothing new since: the later time says more
      open.removeLast();
    } else if (open.size() == MAX_OPEN) {
      return;
    }
    open.addLast(new Mark(head, askedMillis));
  }

  /** Everything up to this time is on disk, given how far the log is known. */
  long heardMillis(Position known) {
    while (!open.isEmpty() && open.peekFirst().head().compareTo(known) <= 0) {
      heardMillis = Math.max(heardMillis, open.removeFirst().millis());
    }
    return heardMillis;
  }
}
