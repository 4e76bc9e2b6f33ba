package io.tillwatch.edge.cli;

import org.jspecify.annotations.Nullable;

/** Ends a command with exit code 1 and one line that says why. */
public final class CommandFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CommandFailedException(@Nullable String message) {
    super(message);
  }

  public CommandFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
