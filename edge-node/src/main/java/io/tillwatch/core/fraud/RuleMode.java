package io.tillwatch.core.fraud;

/** Whether a rule counts. */
public enum RuleMode {
  /** Scored, and decides. */
  ACTIVE,
  /** Scored and shown beside the answer, and changes nothing. */
  SHADOW,
  /** Not looked at. */
  OFF
}
