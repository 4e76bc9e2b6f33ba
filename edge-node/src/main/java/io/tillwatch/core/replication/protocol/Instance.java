package io.tillwatch.core.replication.protocol;

import java.util.Comparator;

/**
 * One run of a node's process.
 *
 * @param id random, unique
 * @param startedMillis when it started, milliseconds since 1970 by its own clock
 */
public record Instance(String id, long startedMillis) {
  private static final Comparator<Instance> BY_AGE =
      Comparator.comparingLong(Instance::startedMillis).thenComparing(Instance::id);

  /** Whether this one was there first; a tie is settled by id. */
  public boolean isOlderThan(Instance other) {
    return BY_AGE.compare(this, other) < 0;
  }
}
