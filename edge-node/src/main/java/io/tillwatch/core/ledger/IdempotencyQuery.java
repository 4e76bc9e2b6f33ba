package io.tillwatch.core.ledger;

/** Asks whether an idempotency key was used. */
public record IdempotencyQuery(String actor, String key) {

  /** Whether it was. */
  public sealed interface Answer {}

  /** By the request with this fingerprint, which was answered with this fact. */
  public record Used(String factId, String fingerprint) implements Answer {}

  public record Unused() implements Answer {}
}
