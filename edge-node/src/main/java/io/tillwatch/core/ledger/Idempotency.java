package io.tillwatch.core.ledger;

/**
 * A caller's promise that the same key means the same request.
 *
 * @param actor id of the API key that asks
 * @param key the caller's key, 1..64 printable ASCII characters
 * @param fingerprint hash of the request's body
 */
public record Idempotency(String actor, String key, String fingerprint) {}
