package io.tillwatch.core.replication.protocol;

/**
 * How far a store is with logging again what some origin lost.
 *
 * @param logged ops that it has logged since it began to; tells others that it gets on
 * @param logging it has the lock: nobody else logs what that origin lost meanwhile
 */
public record SalvageState(long logged, boolean logging) {

  /** Without the lock. */
  public SalvageState waiting() {
    return new SalvageState(logged, false);
  }
}
