package io.tillwatch.core.fraud.history;

import org.jspecify.annotations.Nullable;

/**
 * What is known of one account or one card: its uses, and beside them the returns that count for
 * it. Transactions point to it, so that judging a return looks it up at most once; and it says by
 * itself what is asked most, so that its uses, each in another place of memory, are seldom read.
 */
public final class PersonEntry extends EntryTimeline {
  static final PersonEntry NOBODY = new PersonEntry(0);

  private EntryTimeline returns = EMPTY;
  private boolean suspect;
  private long oldest = Long.MAX_VALUE;
  private long newest = Long.MIN_VALUE;

  PersonEntry() {
    this(1);
  }

  private PersonEntry(int capacity) {
    super(capacity);
  }

  @Override
  void add(HistoryEntry use) {
    super.add(use);
    updateTimes();
  }

  @Override
  void remove(HistoryEntry use) {
    super.remove(use);
    updateTimes();
  }

  private void updateTimes() {
    oldest = size() == 0 ? Long.MAX_VALUE : get(0).at();
    newest = size() == 0 ? Long.MIN_VALUE : get(size() - 1).at();
  }

  /** When its oldest use was, milliseconds since 1970; the end of time where there is none. */
  public long oldest() {
    return oldest;
  }

  /** When its newest use was, milliseconds since 1970; the beginning of time for none. */
  public long newest() {
    return newest;
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

  /** Of a card: a use of it was found fraudulent, whatever was found later. */
  void suspectWithAccounts() {
    if (!suspect) {
      suspect = true;
      for (int i = 0; i < size(); i++) {
        suspect(get(i).account());
      }
    }
  }

  /** Of a card: it is used once more. */
  void suspectAccountOf(HistoryEntry use) {
    // of a full line uses are dropped, whose accounts nobody could find any more
    if (size() == MOST) {
      suspectWithAccounts();
    }
    if (suspect) {
      suspect(use.account());
    }
  }

  private static void suspect(@Nullable PersonEntry account) {
    if (account != null) {
      account.suspect = true;
    }
  }

  /**
   * Whether a use of a card, or of a card that an account used, may be a confirmed fraud: where
   * not, nobody needs to look.
   */
  public boolean isSuspect() {
    return suspect;
  }

  /** The purchase is forgotten that a return was counted for. */
  void forgetReturn(HistoryEntry refund) {
    returns.remove(refund);
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
