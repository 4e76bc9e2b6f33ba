package io.tillwatch.core.checkout;

/** A till's request with the caller's idempotency key. */
public sealed interface Submission {

  /** Id of the API key that asks. */
  String actor();

  /** The caller's Idempotency-Key. */
  String key();

  /** Hash of the request's body. */
  String fingerprint();

  /** A sale is to be recorded. */
  record OfSale(SaleRequest sale, String actor, String key, String fingerprint)
      implements Submission {}

  /** Goods come back. */
  record OfReturn(ReturnRequest refund, String actor, String key, String fingerprint)
      implements Submission {}
}
