package io.tillwatch.core.fraud;

/** What a score leads to, mildest first. */
public enum Decision {
  APPROVE,
  REVIEW,
  BLOCK
}
