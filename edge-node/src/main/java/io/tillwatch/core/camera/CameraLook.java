package io.tillwatch.core.camera;

import org.jspecify.annotations.Nullable;

/**
 * One look at a camera, for whoever sets it up.
 *
 * @param camera how the camera is, for people
 * @param framesPerSecond that the camera gives
 * @param seen what the newest frame shows; null where there was none
 */
public record CameraLook(String camera, double framesPerSecond, @Nullable Seen seen) {
  /**
   * What a frame shows.
   *
   * @param width of the picture, in pixels; 0 where it is none
   * @param measures of the dominant face; null without a face
   * @param frozen frames repeat, as of a still picture
   */
  public record Seen(
      int width, int height, @Nullable FaceMeasures measures, FaceQuality quality, boolean frozen) {

    /** The one thing to tell the person before the camera; null where all is good. */
    public @Nullable String hint() {
      QualityIssue advice = quality.advice();
      return frozen ? "This is a still picture" : advice == null ? null : advice.hint();
    }
  }
}
