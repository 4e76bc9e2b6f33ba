package io.tillwatch.edge.fraud.model;

/** What a score leads to, mildest first. */
public enum Decision {
  APPROVE,
  REVIEW,
  BLOCK
}
