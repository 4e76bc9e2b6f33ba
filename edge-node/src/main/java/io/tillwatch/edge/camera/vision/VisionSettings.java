package io.tillwatch.edge.camera.vision;

import io.tillwatch.core.camera.QualityGate;
import java.util.List;
import java.util.Optional;

/**
 * How pictures are judged.
 *
 * @param detector YuNet's model; without it BlazeFace, which the jar carries
 * @param matcher MobileFace's model; without it faces are not compared
 * @param liveness the MiniFASNet pair, crop 2.7 first, then 4.0; empty where not configured
 * @param drawingsCount pictures that carry the mark of a drawing may be verified; only where the
 *     camera's source is {@code demo}
 */
public record VisionSettings(
    Optional<ModelFile> detector,
    Optional<ModelFile> matcher,
    List<ModelFile> liveness,
    QualityGate gate,
    boolean drawingsCount) {

  public VisionSettings {
    liveness = List.copyOf(liveness);
    if (!liveness.isEmpty() && liveness.size() != 2) {
      throw new IllegalArgumentException(
          "camera.models: liveness needs both of its models or none, found " + liveness.size());
    }
  }

  /** No model: detection and quality only. */
  public static VisionSettings withoutModels(boolean drawingsCount) {
    return new VisionSettings(
        Optional.empty(), Optional.empty(), List.of(), QualityGate.standard(), drawingsCount);
  }
}
