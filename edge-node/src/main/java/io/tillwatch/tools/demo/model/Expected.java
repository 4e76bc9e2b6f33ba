package io.tillwatch.tools.demo.model;

import io.tillwatch.core.fraud.Decision;

/** What should come of a step. */
public enum Expected {
  /** Approved at once. */
  SERVED,
  /** Blocked at once. */
  BLOCKED,
  /** Blocked, or held until a reviewer in the other store declines it. */
  STOPPED;

  public boolean isMetBy(Decision decision) {
    return switch (this) {
      case SERVED -> decision == Decision.APPROVE;
      case BLOCKED -> decision == Decision.BLOCK;
      case STOPPED -> decision != Decision.APPROVE;
    };
  }
}
