package io.tillwatch.core.fraud.history;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * When each store's node learnt of an event. A store that is not named knew at once; the store it
 * happened in always did. A running node knows what it knows: there every event is {@link
 * #AT_ONCE}.
 */
public record Visibility(Map<String, Instant> byStore) {
  public static final Visibility AT_ONCE = new Visibility(Map.of());

  public Visibility {
    byStore = Map.copyOf(byStore);
  }

  /** Whether a store knows of the event at that moment. */
  public boolean to(String store, long nowMillis) {
    Instant since = byStore.get(store);
    return since == null || since.toEpochMilli() <= nowMillis;
  }

  /** Whether everybody knew at once. */
  public boolean isAtOnce() {
    return byStore.isEmpty();
  }

  /** Stores that learnt later than the given moment, in order of their names. */
  public Map<String, Instant> laterThan(Instant moment) {
    Map<String, Instant> later = new TreeMap<>();
    byStore.forEach(
        (store, since) -> {
          if (since.isAfter(moment)) {
            later.put(store, since);
          }
        });
    return later;
  }
}
