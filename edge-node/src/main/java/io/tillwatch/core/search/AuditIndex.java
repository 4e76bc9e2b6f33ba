package io.tillwatch.core.search;

import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Who did what to whom, so that the entries of the audit trail that a filter lets through are
 * counted without reading the ledger: 28 bytes each. Beyond a bound nothing is remembered any more.
 * Not safe for use by several threads.
 */
public final class AuditIndex {
  private static final int FIRST = 1 << 10;

  private final int most;
  private final TextIds actors = new TextIds();
  private final TextIds actions = new TextIds();
  private final TextIds stores = new TextIds();
  private long[] at = new long[FIRST];
  private long[] target = new long[FIRST];
  private int[] actor = new int[FIRST];
  private int[] action = new int[FIRST];
  private int[] store = new int[FIRST];
  private int size;
  private boolean full;

  /** An empty index of so many entries at most. */
  public AuditIndex(int most) {
    this.most = most;
  }

  /** Takes an entry that it has not got. */
  public void add(Instant when, String storeId, String by, String what, String toWhat) {
    if (full) {
      return;
    }
    if (size == most) {
      full = true;
      return;
    }
    grow();
    at[size] = when.toEpochMilli();
    target[size] = NumberHashes.text(toWhat);
    actor[size] = actors.acquire(by);
    action[size] = actions.acquire(what);
    store[size] = stores.acquire(storeId);
    size++;
  }

  /**
   * How many entries are wanted.
   *
   * @param complete whether the past was read
   */
  public AuditCount.Answer count(AuditCount wanted, boolean complete) {
    if (full || !complete) {
      return new AuditCount.Answer(null);
    }
    int by = number(actors, wanted.actor());
    int where = number(stores, wanted.storeId());
    long toWhat = wanted.target() == null ? 0 : NumberHashes.text(wanted.target());
    boolean[] done = actionsFrom(wanted.action());
    int total = 0;
    for (int row = 0; row < size; row++) {
      if ((by == TextIds.NONE || by == actor[row])
          && (where == TextIds.NONE || where == store[row])
          && (toWhat == 0 || toWhat == target[row])
          && done[action[row]]
          && isThen(wanted, at[row])) {
        total++;
      }
    }
    return new AuditCount.Answer(total);
  }

  /** {@link TextIds#NONE} for any. */
  private static int number(TextIds texts, @Nullable String text) {
    return text == null ? TextIds.NONE : texts.find(text);
  }

  private boolean[] actionsFrom(@Nullable String beginning) {
    boolean[] wanted = new boolean[actions.end()];
    for (int number = 1; number < wanted.length; number++) {
      String name = actions.text(number);
      wanted[number] = beginning == null || (name != null && name.startsWith(beginning));
    }
    return wanted;
  }

  /** Times are written with milliseconds. */
  private static boolean isThen(AuditCount wanted, long millis) {
    if (wanted.from() == null && wanted.to() == null) {
      return true;
    }
    Instant when = Instant.ofEpochMilli(millis);
    return (wanted.from() == null || !when.isBefore(wanted.from()))
        && (wanted.to() == null || when.isBefore(wanted.to()));
  }

  private void grow() {
    if (size == at.length) {
      int more = Math.min(most, 2 * size);
      at = Arrays.copyOf(at, more);
      target = Arrays.copyOf(target, more);
      actor = Arrays.copyOf(actor, more);
      action = Arrays.copyOf(action, more);
      store = Arrays.copyOf(store, more);
    }
  }
}
