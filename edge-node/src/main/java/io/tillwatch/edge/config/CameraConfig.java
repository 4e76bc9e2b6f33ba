package io.tillwatch.edge.config;

import io.tillwatch.edge.config.binding.Default;
import io.tillwatch.edge.config.binding.OptionalSetting;
import io.tillwatch.edge.config.binding.Require;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The cameras of this store's lanes and the models that look at their pictures.
 *
 * @param source where pictures come from at each lane that has no camera of its own
 * @param lanes per lane with a camera of its own, where its pictures come from; {@code none} where
 *     such a lane has none
 * @param models files of trained models; without them the bundled BlazeFace finds faces and nothing
 *     compares them
 * @param allowUnknownModels accept a model file whose hash is not a known one
 * @param headTurn ask whoever is before a browser's camera to turn the head
 * @param sameVisit compare who takes the goods with who was photographed for them
 */
public record CameraConfig(
    @Default("none") CameraSource source,
    Map<String, CameraSource> lanes,
    Models models,
    @Default("false") boolean allowUnknownModels,
    @Default("false") boolean headTurn,
    @Default("false") boolean sameVisit) {

  /**
   * Files of trained models, each null where absent.
   *
   * @param detector YuNet, finds faces
   * @param recognizer SFace, compares faces
   * @param liveness a folder or file of MiniFASNet, tells a face from a picture of one
   */
  public record Models(
      @OptionalSetting @Nullable Path detector,
      @OptionalSetting @Nullable Path recognizer,
      @OptionalSetting @Nullable Path liveness) {

    /** The bundled detector only. */
    public static final Models NONE = new Models(null, null, null);
  }

  private static final int MOST_LANES = 64;
  private static final Pattern LANE =
      Pattern.compile("[\\p{L}\\p{N}._:/-][\\p{L}\\p{N} ._:/-]{0,63}");

  public CameraConfig {
    Require.that(lanes.size() <= MOST_LANES, "lanes", "names more than " + MOST_LANES + " lanes");
    for (Map.Entry<String, CameraSource> each : lanes.entrySet()) {
      Require.that(
          LANE.matcher(each.getKey()).matches(),
          "lanes",
          "must name lanes by 1 to 64 letters, digits, spaces, dots, dashes, found '"
              + each.getKey()
              + "'");
      // else drawings would count in a store whose photos are of people
      Require.that(
          each.getValue().kind() != CameraSource.Kind.DEMO
              || source.kind() == CameraSource.Kind.DEMO,
          "lanes." + each.getKey(),
          "can be demo only where camera.source is demo");
    }
    lanes = Collections.unmodifiableMap(new TreeMap<>(lanes));
  }

  /** A source, judged without any configured model. */
  public static CameraConfig of(CameraSource source) {
    return new CameraConfig(source, Map.of(), Models.NONE, false, false, false);
  }

  /** The same with another source, for every lane. */
  public CameraConfig with(CameraSource other) {
    return new CameraConfig(other, Map.of(), models, allowUnknownModels, headTurn, sameVisit);
  }
}
