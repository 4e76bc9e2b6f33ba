package io.tillwatch.edge.fraud.model;

/** Kinds of evidence that are independent of each other; the score combines their strengths. */
public enum Group {
  LEDGER,
  IDENTITY,
  TIME,
  VALUE,
  TENDER,
  EMPLOYEE,
  NETWORK,
  MODEL
}
