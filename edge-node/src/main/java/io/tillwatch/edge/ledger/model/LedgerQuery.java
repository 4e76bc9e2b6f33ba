package io.tillwatch.edge.ledger.model;

/** Questions to the ledger that carry nothing. */
public enum LedgerQuery {
  POSITIONS,
  TOLD,
  SALVAGE,
  HEALTH,
  ACKNOWLEDGED
}
