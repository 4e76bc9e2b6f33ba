package io.tillwatch.tools.bench;

import org.jspecify.annotations.Nullable;

/** A measurement that could not be made; the message says why. */
public final class BenchFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BenchFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
