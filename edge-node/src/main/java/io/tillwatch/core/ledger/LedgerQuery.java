package io.tillwatch.core.ledger;

/** Questions to the ledger that carry nothing. */
public enum LedgerQuery {
  POSITIONS,
  READ_BARRIER,
  SALVAGE,
  HEALTH,
  ACKNOWLEDGED
}
