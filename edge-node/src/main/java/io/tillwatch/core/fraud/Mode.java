package io.tillwatch.core.fraud;

/** Whether a rule counts. */
public enum Mode {
  /** Scored, and decides. */
  ACTIVE,
  /** Scored and shown beside the answer, and changes nothing. */
  SHADOW,
  /** Not looked at. */
  OFF
}
