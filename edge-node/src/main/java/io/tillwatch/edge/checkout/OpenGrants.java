package io.tillwatch.edge.checkout;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Grants that no return uses yet, and since when this node has known of each, by its own steady
 * time: the clock of the store that granted may be wrong. For one event loop.
 */
final class OpenGrants {
  /**
   * A grant that no return used for so long was asked by a till that crashed, or its answer was
   * lost. Were it used at this moment, the ledger takes one of both.
   */
  static final Duration FORGOTTEN = Duration.ofMinutes(1);

  private static final int MOST = 10_000;

  private final LongSupplier steady;
  private final Map<String, Long> knownSince = new LinkedHashMap<>();
  private boolean full;

  /**
   * None yet.
   *
   * @param steady milliseconds that no step of the wall clock changes
   */
  OpenGrants(LongSupplier steady) {
    this.steady = steady;
  }

  /** A grant became known; one that is known already stays as old as it is. */
  void met(String grantId) {
    if (knownSince.size() < MOST) {
      knownSince.putIfAbsent(grantId, steady.getAsLong());
    } else {
      full = true;
    }
  }

  /** It was used or given back. */
  void closed(String grantId) {
    knownSince.remove(grantId);
  }

  /** The oldest ones that nobody can be about to use. */
  List<String> orphaned(int most) {
    long before = steady.getAsLong() - FORGOTTEN.toMillis();
    return knownSince.entrySet().stream()
        .filter(known -> known.getValue() < before)
        .limit(most)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Whether one was not taken note of since this was last asked: all are to be looked for. */
  boolean overflowed() {
    boolean was = full;
    full = false;
    return was;
  }
}
