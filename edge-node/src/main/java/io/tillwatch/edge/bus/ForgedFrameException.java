package io.tillwatch.edge.bus;

/**
 * A frame that no member of this group of stores made, or that was changed on its way. It is
 * counted and changes nothing.
 */
public final class ForgedFrameException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ForgedFrameException(String what) {
    super(what, null, false, false);
  }
}
