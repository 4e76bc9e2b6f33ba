package io.tillwatch.core.fraud;

/**
 * Keeps from asking a service that fails: after so many failures in a row it is open, and after a
 * while one question at a time may try again. Time comes in as a parameter. For one thread.
 */
public final class CircuitBreaker {
  private final int failuresToOpen;
  private final long openMillis;
  private int failures;
  private long openUntil;
  private boolean trying;

  /**
   * A closed one.
   *
   * @param failuresToOpen failures in a row
   * @param openMillis how long it then stays open
   */
  public CircuitBreaker(int failuresToOpen, long openMillis) {
    this.failuresToOpen = failuresToOpen;
    this.openMillis = openMillis;
  }

  /** Whether the service may be asked now; whoever asks tells how it went. */
  public boolean allows(long nowMillis) {
    if (failures < failuresToOpen) {
      return true;
    }
    if (trying || nowMillis < openUntil) {
      return false;
    }
    trying = true;
    return true;
  }

  public void succeeded() {
    failures = 0;
    trying = false;
  }

  public void failed(long nowMillis) {
    failures = Math.min(failures + 1, failuresToOpen);
    trying = false;
    if (failures == failuresToOpen) {
      openUntil = nowMillis + openMillis;
    }
  }

  /** Whether the last questions failed, and no later one succeeded. */
  public boolean isOpen() {
    return failures == failuresToOpen;
  }
}
