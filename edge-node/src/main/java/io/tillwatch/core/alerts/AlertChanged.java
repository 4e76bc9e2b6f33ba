package io.tillwatch.core.alerts;

/**
 * An alert as it is after something happened to it.
 *
 * @param what what happened
 */
public record AlertChanged(AlertView alert, What what) {

  /** What happens to alerts. */
  public enum What {
    RAISED,
    CHANGED,
    RESOLVED
  }
}
