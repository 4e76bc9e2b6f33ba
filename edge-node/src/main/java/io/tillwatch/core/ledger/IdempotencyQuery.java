package io.tillwatch.core.ledger;

/** Asks whether an idempotency key was used. */
public record IdempotencyQuery(String actor, String key) {

  /** The earlier use; factId is null where there was none. */
  public record Earlier(String factId, String fingerprint) {}
}
