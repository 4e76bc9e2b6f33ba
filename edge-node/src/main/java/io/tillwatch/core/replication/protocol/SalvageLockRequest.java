package io.tillwatch.core.replication.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Asks whether this store is the one to log again what that origin lost. Who gets the lock keeps it
 * until it says that it waits or has done.
 */
public record SalvageLockRequest(String origin) {

  /**
   * @param waitsFor the store that is to be waited for and why, or null: this store has the lock
   */
  public record Answer(@Nullable String waitsFor) {
    public boolean isGranted() {
      return waitsFor == null;
    }
  }
}
