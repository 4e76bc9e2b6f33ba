package io.tillwatch.edge.redis;

import org.jspecify.annotations.Nullable;

/**
 * Tells that Redis could not be asked, or that the connection broke before it answered: then the
 * command may or may not have been carried out.
 */
public final class RedisUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RedisUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause, false, false);
  }
}
