package io.tillwatch.edge.port;

import org.jspecify.annotations.Nullable;

/**
 * Redis did not answer. What was asked may or may not have been committed; a caller asks again with
 * the same idempotency key.
 */
public final class LedgerUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LedgerUnavailableException(String what, @Nullable Throwable cause) {
    super(what, cause);
  }
}
