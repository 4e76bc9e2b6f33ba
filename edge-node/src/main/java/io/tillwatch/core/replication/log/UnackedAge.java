package io.tillwatch.core.replication.log;

import io.tillwatch.core.oplog.Position;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * How long the oldest op that a peer lacks has been waiting; good to a quarter of a second, in
 * bounded memory.
 */
public final class UnackedAge {
  private static final long GRAIN_MILLIS = 250;
  private static final int MAX_MARKS = 1024;

  private record Mark(Position position, long atMillis) {}

  private final Deque<Mark> marks = new ArrayDeque<>();
  private long lastPassed;

  public UnackedAge(long nowMillis) {
    lastPassed = nowMillis;
  }

  public void committed(Position position, long nowMillis) {
    if (!marks.isEmpty() && nowMillis - marks.peekLast().atMillis() < GRAIN_MILLIS) {
      return;
    }
    if (marks.size() == MAX_MARKS) {
      thin();
    }
    marks.addLast(new Mark(position, nowMillis));
  }

  /** Age in milliseconds of the oldest op behind {@code acked}; 0 where there is none. */
  public long millis(Position acked, Position head, long nowMillis) {
    while (!marks.isEmpty() && marks.peekFirst().position().compareTo(acked) <= 0) {
      lastPassed = marks.removeFirst().atMillis();
    }
    if (acked.compareTo(head) >= 0) {
      return 0;
    }
    return nowMillis - (marks.isEmpty() ? lastPassed : marks.peekFirst().atMillis());
  }

  /** Drops every second mark, never the oldest. */
  private void thin() {
    Iterator<Mark> each = marks.iterator();
    for (int i = 0; each.hasNext(); i++) {
      each.next();
      if (i % 2 == 1) {
        each.remove();
      }
    }
  }
}
