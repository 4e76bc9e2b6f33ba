package io.tillwatch.core.checkout;

/**
 * A till's request with the caller's idempotency key. Exactly one of sale and refund is set.
 *
 * @param actor id of the API key that asks
 * @param key the caller's Idempotency-Key
 * @param fingerprint hash of the request's body
 */
public record Submission(
    SaleRequest sale, ReturnRequest refund, String actor, String key, String fingerprint) {
  public Submission {
    if ((sale == null) == (refund == null)) {
      throw new IllegalArgumentException("a submission is either a sale or a return");
    }
  }
}
