package io.tillwatch.core.camera;

/** Where a photo came from. */
public enum SourceKind {
  /** A camera of this lane, opened by the node. */
  LIVE_CAMERA,
  /** The kiosk's own camera, through the browser. */
  BROWSER,
  /** Bytes that a client sent; the node cannot know when they were taken. */
  UPLOAD,
  /** A folder or a file on the node's disk that stands in for a camera. */
  FILE,
  /** A drawing, no real person; counts only where the camera's source is {@code demo}. */
  DEMO;

  /**
   * Whether the node saw the frames of a camera when the photo was taken. Of any other picture
   * nobody knows when and of whom it was taken: whatever a model says, it is no living customer's.
   */
  public boolean isLive() {
    return this == LIVE_CAMERA || this == BROWSER;
  }
}
