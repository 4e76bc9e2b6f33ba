package io.tillwatch.core.camera;

/** Bytes that are refused before anything is decoded; the message is fit for the client. */
public final class InvalidPictureException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InvalidPictureException(String message) {
    super(message);
  }
}
