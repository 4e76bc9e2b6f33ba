package io.tillwatch.edge.web.answer;

import io.tillwatch.core.camera.CameraLook;
import io.tillwatch.core.camera.FaceMeasures;
import io.tillwatch.core.camera.Measure;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a camera shows now, for whoever sets it up.
 *
 * @param camera how it is, in a sentence
 * @param framesPerSecond that it gives
 * @param picture what its newest frame shows; null where there was none
 */
public record CameraLookJson(String camera, double framesPerSecond, @Nullable Picture picture) {

  /**
   * A frame.
   *
   * @param width in pixels; 0 where it is no picture
   * @param quality 0..100
   * @param counts whether it would count as a photo
   * @param hint what the person before the camera can do better; null where all is good
   */
  public record Picture(
      int width,
      int height,
      int quality,
      boolean counts,
      @Nullable String hint,
      List<Figure> measures) {}

  /** A measure of the face, by its name in docs/camera.md. */
  public record Figure(String name, double value) {}

  public static CameraLookJson of(CameraLook look) {
    CameraLook.Seen seen = look.seen();
    return new CameraLookJson(
        look.camera(), look.framesPerSecond(), seen == null ? null : picture(seen));
  }

  private static Picture picture(CameraLook.Seen seen) {
    return new Picture(
        seen.width(),
        seen.height(),
        seen.quality().score(),
        seen.quality().passes() && !seen.frozen(),
        seen.hint(),
        figures(seen.measures()));
  }

  private static List<Figure> figures(@Nullable FaceMeasures measures) {
    return measures == null
        ? List.of()
        : new TreeMap<>(measures.values()).entrySet().stream().map(CameraLookJson::figure).toList();
  }

  private static Figure figure(Map.Entry<Measure, Double> each) {
    return new Figure(each.getKey().name(), each.getValue());
  }
}
