package io.tillwatch.core.fraud.history;

import java.util.Arrays;

/**
 * Facts of one key in order of event time, each once. It keeps the newest {@value #MOST}: which
 * facts those are does not depend on the order in which they came.
 */
public sealed class EntryTimeline permits PersonEntry {
  static final int MOST = 512;
  public static final EntryTimeline EMPTY = new EntryTimeline(0);

  private HistoryEntry[] facts;
  private int start;
  private int end;

  /** One at least was dated by a clock that was wrong: its place says nothing of when it was. */
  private boolean misdated;

  EntryTimeline(int capacity) {
    facts = new HistoryEntry[capacity];
  }

  static EntryTimeline of(HistoryEntry only) {
    EntryTimeline line = new EntryTimeline(1);
    line.add(only);
    return line;
  }

  public int size() {
    return end - start;
  }

  /** The i-th oldest. */
  public HistoryEntry get(int i) {
    return facts[start + i];
  }

  void add(HistoryEntry entry) {
    misdated |= entry.since() != entry.at();
    int place = end;
    while (place > start && entry.compareTo(facts[place - 1]) < 0) {
      place--;
    }
    if (place > start && facts[place - 1].equals(entry)) {
      return;
    }
    if (size() == MOST && place == start) {
      return;
    }
    place -= makeRoom();
    System.arraycopy(facts, place, facts, place + 1, end - place);
    facts[place] = entry;
    end++;
    if (size() > MOST) {
      dropOldest();
    }
  }

  /** Makes room for one more, and says by how many places everything moved down. */
  private int makeRoom() {
    if (end < facts.length) {
      return 0;
    }
    int moved = start;
    int size = size();
    HistoryEntry[] into = start > size ? facts : new HistoryEntry[Math.max(2, size * 2)];
    System.arraycopy(facts, start, into, 0, size);
    if (into == facts) {
      Arrays.fill(facts, size, end, null);
    }
    facts = into;
    start = 0;
    end = size;
    return moved;
  }

  /** Forgets a fact that is too old. */
  void remove(HistoryEntry entry) {
    for (int i = start; i < end && facts[i].compareTo(entry) <= 0; i++) {
      if (facts[i].equals(entry)) {
        System.arraycopy(facts, start, facts, start + 1, i - start);
        dropOldest();
        return;
      }
    }
  }

  private void dropOldest() {
    facts[start++] = null;
    misdated &= start < end;
  }

  /**
   * Where to begin looking for what happened after a moment; each is to be asked once more by
   * {@link HistoryView#isWithin}.
   */
  public int firstAfter(long moment) {
    if (misdated) {
      return 0;
    }
    int low = start;
    int high = end;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (facts[middle].at() > moment) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low - start;
  }
}
