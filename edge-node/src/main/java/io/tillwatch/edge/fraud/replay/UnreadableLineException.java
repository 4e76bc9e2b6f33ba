package io.tillwatch.edge.fraud.replay;

import java.io.IOException;

/** A line of an event stream that cannot be read. */
public final class UnreadableLineException extends IOException {
  private static final long serialVersionUID = 1L;

  public UnreadableLineException(long number, String reason) {
    super("line " + number + ": " + reason);
  }
}
