package io.tillwatch.edge.ledger.model;

/**
 * Asks for a fact to be committed.
 *
 * @param draft the fact
 * @param idempotency the caller's key, or null where the fact's id alone guards against repeats
 */
public record Commit(Draft draft, Idempotency idempotency) {

  public static Commit of(Draft draft) {
    return new Commit(draft, null);
  }
}
