package io.tillwatch.edge.bus;

/**
 * The other store does not know the session that a frame was sent in: it was started again, or has
 * agreed on another run since. Nothing was done there; a new session helps.
 */
public final class NotAgreedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NotAgreedException(String what) {
    super(what, null, false, false);
  }
}
