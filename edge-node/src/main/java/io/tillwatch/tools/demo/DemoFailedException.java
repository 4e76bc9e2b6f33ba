package io.tillwatch.tools.demo;

import org.jspecify.annotations.Nullable;

/** Ends the demo: says in one line what did not work and what to do. */
public final class DemoFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The machine cannot run the demo as it is: a port is taken, a setting is wrong. */
  static final int UNUSABLE = 2;

  /** Something broke on the way. */
  static final int BROKEN = 1;

  private final int exitCode;

  DemoFailedException(int exitCode, @Nullable String message) {
    super(message);
    this.exitCode = exitCode;
  }

  DemoFailedException(String message, Throwable cause) {
    super(message, cause);
    this.exitCode = BROKEN;
  }

  int exitCode() {
    return exitCode;
  }
}
