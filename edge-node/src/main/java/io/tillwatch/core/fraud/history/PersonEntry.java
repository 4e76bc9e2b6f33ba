package io.tillwatch.core.fraud.history;

/**
 * What is known of one account or one card: its uses, and beside them the returns that count for
 * it. Transactions point to it, so that judging a return looks it up at most once.
 */
public final class PersonEntry extends EntryTimeline {
  static final PersonEntry NOBODY = new PersonEntry(0);

  private EntryTimeline returns = EMPTY;
  private boolean suspect;

  PersonEntry() {
    this(1);
  }

  private PersonEntry(int capacity) {
    super(capacity);
  }

  /** Returns that name it, and returns of what it paid for. */
  public EntryTimeline returns() {
    return returns;
  }

  void returned(HistoryEntry refund) {
    if (returns == EMPTY) {
      returns = new EntryTimeline(1);
    }
    returns.add(refund);
  }

  /** A use of it was found fraudulent, whatever was found later. */
  void suspected() {
    suspect = true;
  }

  /** Whether a use of it may be a confirmed fraud: where not, nobody needs to look. */
  public boolean isSuspect() {
    return suspect;
  }

  /** Forgets a transaction that is too old. */
  void forget(HistoryEntry entry) {
    remove(entry);
    returns.remove(entry);
  }

  /** Whether nothing is left. Then it is forgotten itself, and stays empty. */
  boolean isForgotten() {
    return size() == 0 && returns.size() == 0;
  }
}
