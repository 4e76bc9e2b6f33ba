package io.tillwatch.edge.bus;

import org.jspecify.annotations.Nullable;

/**
 * The other store does not know the session that a frame was sent in: it was started again, or has
 * agreed on another run since. Nothing was done there; a new session helps.
 */
public final class UnknownSessionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnknownSessionException(@Nullable String what) {
    super(what, null, false, false);
  }
}
