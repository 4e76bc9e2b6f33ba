package io.tillwatch.edge.fraud.replay;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A line of an event stream that cannot be read. */
public final class UnreadableLineException extends IOException {
  private static final long serialVersionUID = 1L;

  public UnreadableLineException(long number, @Nullable String reason) {
    super("line " + number + ": " + reason);
  }
}
