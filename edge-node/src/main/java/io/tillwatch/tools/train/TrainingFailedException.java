package io.tillwatch.tools.train;

import org.jspecify.annotations.Nullable;

/** No model could be trained; the message says why and what to do. */
public final class TrainingFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TrainingFailedException(String message) {
    this(message, null);
  }

  TrainingFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
