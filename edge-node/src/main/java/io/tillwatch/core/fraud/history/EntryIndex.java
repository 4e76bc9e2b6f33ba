package io.tillwatch.core.fraud.history;

/** Facts by one kind of key. Most keys hold one fact, so that one is kept without a line. */
final class EntryIndex {
  private final CompactMap<Object> byKey = new CompactMap<>();

  void add(String key, HistoryEntry historyEntry) {
    if (key == null) {
      return;
    }
    Object held = byKey.putIfAbsent(key, historyEntry);
    if (held instanceof EntryTimeline line) {
      line.add(historyEntry);
    } else if (held instanceof HistoryEntry other && !other.equals(historyEntry)) {
      EntryTimeline line = new EntryTimeline(4);
      line.add(other);
      line.add(historyEntry);
      byKey.put(key, line);
    }
  }

  EntryTimeline get(String key) {
    Object held = key == null ? null : byKey.get(key);
    if (held == null) {
      return EntryTimeline.EMPTY;
    }
    return held instanceof EntryTimeline line ? line : EntryTimeline.of((HistoryEntry) held);
  }

  void remove(String key, HistoryEntry historyEntry) {
    if (key == null) {
      return;
    }
    Object held = byKey.get(key);
    if (held instanceof EntryTimeline line) {
      line.remove(historyEntry);
      if (line.size() == 0) {
        byKey.remove(key);
      }
    } else if (historyEntry.equals(held)) {
      byKey.remove(key);
    }
  }

  int size() {
    return byKey.size();
  }
}
