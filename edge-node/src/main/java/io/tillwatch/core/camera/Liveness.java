package io.tillwatch.core.camera;

import org.jspecify.annotations.Nullable;

/**
 * Whether a living person stood before the camera, as far as was measured; never a silent pass.
 *
 * @param score 0 (certainly not) to 1, or null where nothing was measured
 */
public record Liveness(Verdict verdict, @Nullable Double score) {
  /** What is said of a picture's liveness. */
  public enum Verdict {
    LIVE,
    SPOOF,
    UNDETERMINED
  }

  /** Nothing was measured. */
  public static final Liveness UNDETERMINED = new Liveness(Verdict.UNDETERMINED, null);

  /** The same frame over and over: a still picture in front of, or instead of, the camera. */
  public static final Liveness FROZEN = new Liveness(Verdict.SPOOF, 0.0);

  public Liveness {
    if (score != null && !(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException("Liveness is 0..1, found " + score);
    }
    if ((verdict == Verdict.UNDETERMINED) != (score == null)) {
      throw new IllegalArgumentException(
          "Exactly an undetermined liveness has no score, found " + verdict + " with " + score);
    }
  }

  /**
   * What this is worth of a picture from there: one whose frames the node did not see may look
   * alive and is not known to be; a print or a screen stays one.
   */
  public Liveness of(SourceKind source) {
    return verdict == Verdict.LIVE && !source.isLive() ? UNDETERMINED : this;
  }

  /** What a model's figure says: live from {@code limit} upwards. */
  public static Liveness measured(double score, double limit) {
    return new Liveness(score >= limit ? Verdict.LIVE : Verdict.SPOOF, score);
  }
}
