package io.tillwatch.edge.proof;

import io.tillwatch.edge.support.Ports;
import java.util.function.UnaryOperator;

/**
 * How the stores of a run are set up.
 *
 * @param faults whether the stores reach each other through proxies, which can be cut
 * @param standIn what each store may pay on its own word
 * @param redis YAML of a store's {@code redis}, by its name
 * @param staleAfterMinutes a store that was heard so lately has nothing that is not known
 */
record GroupOptions(
    boolean faults, StandInLimits standIn, UnaryOperator<String> redis, int staleAfterMinutes) {
  private static final int SHIPPED_STALE_MINUTES = 1;

  /** Stores that reach each other directly. */
  static GroupOptions direct() {
    return new GroupOptions(
        false,
        StandInLimits.DEFAULT,
        store -> "{port: " + Ports.free() + "}",
        SHIPPED_STALE_MINUTES);
  }

  /** Stores whose lines can be cut. */
  static GroupOptions cuttable() {
    return new GroupOptions(true, direct().standIn, direct().redis, SHIPPED_STALE_MINUTES);
  }

  GroupOptions with(StandInLimits limits) {
    return new GroupOptions(faults, limits, redis, staleAfterMinutes);
  }

  GroupOptions with(UnaryOperator<String> otherRedis) {
    return new GroupOptions(faults, standIn, otherRedis, staleAfterMinutes);
  }

  GroupOptions staleAfterMinutes(int minutes) {
    return new GroupOptions(faults, standIn, redis, minutes);
  }
}
