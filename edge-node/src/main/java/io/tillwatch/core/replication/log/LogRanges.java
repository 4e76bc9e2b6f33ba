package io.tillwatch.core.replication.log;

import io.tillwatch.core.ledger.LogQuery.LogRange;
import io.tillwatch.core.oplog.SignedOp;
import java.util.List;

/** Cuts ranges of a log to what one message may hold. */
public final class LogRanges {
  private static final long MAX_CHARS = 4L << 20;

  private LogRanges() {}

  /** The range, shorter where it would be too large; one op always stays. */
  public static LogRange fitting(LogRange range) {
    List<SignedOp> ops = range.ops();
    long chars = 0;
    int count = 0;
    while (count < ops.size() && (count == 0 || chars + size(ops, count) <= MAX_CHARS)) {
      chars += size(ops, count++);
    }
    return count == ops.size()
        ? range
        : new LogRange(ops.subList(0, count), range.head(), range.trimmed());
  }

  private static int size(List<SignedOp> ops, int index) {
    return ops.get(index).text().length();
  }
}
