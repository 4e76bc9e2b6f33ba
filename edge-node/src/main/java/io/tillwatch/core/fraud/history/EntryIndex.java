package io.tillwatch.core.fraud.history;

import org.jspecify.annotations.Nullable;

/** Facts by one kind of key. Most keys hold one fact, so that one is kept without a line. */
final class EntryIndex {
  private final CompactMap<Object> byKey = new CompactMap<>();

  void add(@Nullable String key, HistoryEntry entry) {
    if (key == null) {
      return;
    }
    Object held = byKey.putIfAbsent(key, entry);
    if (held instanceof EntryTimeline line) {
      line.add(entry);
    } else if (held instanceof HistoryEntry other && !other.equals(entry)) {
      EntryTimeline line = new EntryTimeline(4);
      line.add(other);
      line.add(entry);
      byKey.put(key, line);
    }
  }

  EntryTimeline get(@Nullable String key) {
    Object held = key == null ? null : byKey.get(key);
    if (held == null) {
      return EntryTimeline.EMPTY;
    }
    return held instanceof EntryTimeline line ? line : EntryTimeline.of((HistoryEntry) held);
  }

  void remove(@Nullable String key, HistoryEntry entry) {
    if (key == null) {
      return;
    }
    Object held = byKey.get(key);
    if (held instanceof EntryTimeline line) {
      line.remove(entry);
      if (line.size() == 0) {
        byKey.remove(key);
      }
    } else if (entry.equals(held)) {
      byKey.remove(key);
    }
  }
}
