package io.tillwatch.edge.camera.vision;

import java.util.Optional;

/**
 * A trained model that thresholds were set for, known by the hash of its file.
 *
 * @param use what it is for
 * @param file the name that it is usually downloaded by
 * @param sha256 of the file, 64 hexadecimal digits
 * @param licence of the weights
 * @param trainedOn the pictures that it learnt from, as far as its authors say
 * @param measured what was measured here; docs/camera.md says how
 */
public record KnownModel(
    Use use,
    String name,
    String file,
    String sha256,
    String licence,
    String trainedOn,
    String measured) {

  /** What a model is for. */
  public enum Use {
    /** Finds faces. */
    DETECTOR,
    /** Compares faces. */
    RECOGNIZER,
    /** Tells a face from a picture of one. */
    LIVENESS
  }

  /** The calibration of a model that compares; empty for others. */
  public Optional<String> calibration() {
    return use == Use.RECOGNIZER ? Optional.of(FaceScale.of(sha256).describe()) : Optional.empty();
  }
}
