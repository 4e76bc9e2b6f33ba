package io.tillwatch.tools.demo.model;

import org.jspecify.annotations.Nullable;

/**
 * What is shown to the camera.
 *
 * @param of the person; for a replay, the id of the step whose picture is shown again; else null
 */
public record Picture(Kind kind, @Nullable String of) {
  /** Nothing: no photo is taken. */
  public static final Picture NONE = new Picture(Kind.NONE, null);

  /** The camera looks at a counter without anybody. */
  public static final Picture NOBODY = new Picture(Kind.NOBODY, null);

  /** Ways to get a photo, or none. */
  public enum Kind {
    NONE,
    CAMERA,
    UPLOAD,
    REPLAY,
    NOBODY
  }

  /** The lane's own camera takes the person's picture. */
  public static Picture camera(String person) {
    return new Picture(Kind.CAMERA, person);
  }

  /** The kiosk's browser takes the person's picture and uploads it. */
  public static Picture upload(String person) {
    return new Picture(Kind.UPLOAD, person);
  }

  /** The very file that was uploaded in an earlier step is uploaded once more. */
  public static Picture replayOf(String stepId) {
    return new Picture(Kind.REPLAY, stepId);
  }
}
