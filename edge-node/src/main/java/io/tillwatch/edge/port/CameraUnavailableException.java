package io.tillwatch.edge.port;

/** There is no picture to be had from the camera; the message says why and what to do. */
public final class CameraUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CameraUnavailableException(String message) {
    super(message);
  }

  public CameraUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
