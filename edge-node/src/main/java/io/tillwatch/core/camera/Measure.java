package io.tillwatch.core.camera;

/** A figure taken of the dominant face; names and units after ISO/IEC 29794-5 where it has one. */
public enum Measure {
  /** Area of the second face over the first's, 0 with one face. */
  SECOND_FACE,
  /** Pixels. */
  FACE_WIDTH,
  /** Mean grey of the face, 0..255. */
  GREY,
  /** Share of the face's pixels that are black, 0..1. */
  CLIPPED_DARK,
  /** Share of the face's pixels that are white, 0..1. */
  CLIPPED_BRIGHT,
  /** Standard deviation of grey. */
  CONTRAST,
  /** Difference of the halves' mean grey over their sum's half, 0..2. */
  IMBALANCE,
  /** Variance of the Laplacian on the 112 x 112 face. */
  SHARPNESS,
  /** Distance of the face's centre from the picture's, 1 at the edge. */
  OFF_CENTRE,
  /** How far the nose is from the middle of the eyes, over their distance; needs landmarks. */
  YAW,
  /** Degrees from upright. */
  ROLL,
  /** Way of the face's centre since the frame before, over its width. */
  MOVEMENT
}
