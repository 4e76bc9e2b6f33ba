package io.tillwatch.edge.port;

/** More pictures are waiting to be looked at than this node takes on; try again shortly. */
public final class CameraBusyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CameraBusyException(int waiting) {
    super(waiting + " pictures are waiting already; try again in a second");
  }
}
