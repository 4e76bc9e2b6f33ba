package io.tillwatch.edge.replication.model.protocol;

import io.tillwatch.edge.replication.model.Position;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Up to when everything that a store committed is known here. The store says "at this time my log
 * ended there"; once that position is on disk here, that time counts.
 */
final class HeardMarks {
  private static final int MAX_OPEN = 64;

  private record Mark(Position head, long micros) {}

  private final Deque<Mark> open = new ArrayDeque<>();
  private long heardMicros;

  /** The store's log ended at this position at this time, by this store's clock. */
  void announced(Position head, long micros) {
    if (!open.isEmpty() && open.peekLast().head().equals(head)) {
      // nothing new since: the later time says more
      open.removeLast();
    } else if (open.size() == MAX_OPEN) {
      return;
    }
    open.addLast(new Mark(head, micros));
  }

  /** Everything up to this time is on disk, given how far the log is known; 0 for nothing yet. */
  long heardMicros(Position known) {
    while (!open.isEmpty() && open.peekFirst().head().compareTo(known) <= 0) {
      heardMicros = Math.max(heardMicros, open.removeFirst().micros());
    }
    return heardMicros;
  }
}
