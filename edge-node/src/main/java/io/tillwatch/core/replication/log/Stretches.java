package io.tillwatch.core.replication.log;

import io.tillwatch.core.ledger.LogQuery.Stretch;
import io.tillwatch.core.oplog.SignedOp;
import java.util.List;

/** Cuts stretches of a log to what one message may hold. */
public final class Stretches {
  private static final long MAX_CHARS = 4L << 20;

  private Stretches() {}

  /** The stretch, shorter where it would be too large; one op always stays. */
  public static Stretch fitting(Stretch stretch) {
    List<SignedOp> ops = stretch.ops();
    long chars = 0;
    int count = 0;
    while (count < ops.size() && (count == 0 || chars + size(ops, count) <= MAX_CHARS)) {
      chars += size(ops, count++);
    }
    return count == ops.size()
        ? stretch
        : new Stretch(ops.subList(0, count), stretch.head(), stretch.trimmed());
  }

  private static int size(List<SignedOp> ops, int index) {
    return ops.get(index).text().length();
  }
}
