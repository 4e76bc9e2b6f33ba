package io.tillwatch.edge.bus;

/**
 * A frame between stores that is not used: forged, repeated, of an earlier run, for another store.
 * It is counted and changes nothing.
 */
public final class RefusedFrameException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final FrameRefusal why;

  RefusedFrameException(FrameRefusal why) {
    this(why, why.words());
  }

  RefusedFrameException(FrameRefusal why, String words) {
    super(words, null, false, false);
    this.why = why;
  }

  public FrameRefusal why() {
    return why;
  }
}
