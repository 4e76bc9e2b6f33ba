package io.tillwatch.core.fraud;

/** Kinds of evidence that are independent of each other; the score combines their strengths. */
public enum EvidenceGroup {
  LEDGER,
  IDENTITY,
  TIME,
  VALUE,
  TENDER,
  EMPLOYEE,
  NETWORK,
  MODEL
}
