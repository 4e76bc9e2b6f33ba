package io.tillwatch.edge.camera.vision;

import java.util.Map;

/**
 * Brings what a model measures onto the scale that the fraud rules have their limits on: 0.35 and
 * less is another person, 0.65 and more surely the same one. A limit belongs to a model, so each
 * known one has its own; where the figures are from stands in docs/faces.md.
 *
 * @param stranger the model's figure below which two faces are of two people: 0.35
 * @param same its figure from which on they are of one: 0.65
 */
record FaceScale(double stranger, double same) {
  private static final double STRANGER = 0.35;
  private static final double SAME = 0.65;

  /** A model that nobody measured: its figures are taken as they are. */
  private static final FaceScale UNKNOWN = new FaceScale(STRANGER, SAME);

  private static final Map<String, FaceScale> KNOWN =
      Map.of(
          KnownModels.MOBILE_FACE, new FaceScale(0.35, 0.60),
          // its authors' limit for one person, .363 (LFW), lies in the middle
          KnownModels.SFACE, new FaceScale(0.263, 0.463));

  FaceScale {
    if (!(0 < stranger && stranger < same && same < 1)) {
      throw new IllegalArgumentException("Expected 0 < stranger < same < 1");
    }
  }

  /** The scale of the model with that hash. */
  static FaceScale of(String sha256) {
    return KNOWN.getOrDefault(sha256, UNKNOWN);
  }

  /** Its two points, for people. */
  String describe() {
    return "two people below %s, one person from %s".formatted(stranger, same);
  }

  /** The figure on the rules' scale, 0..1, straight between the known points. */
  double scaled(double measured) {
    double x = Math.min(1, Math.max(0, measured));
    if (x < stranger) {
      return x / stranger * STRANGER;
    }
    return x < same
        ? STRANGER + (x - stranger) / (same - stranger) * (SAME - STRANGER)
        : SAME + (x - same) / (1 - same) * (1 - SAME);
  }
}
