package io.tillwatch.edge.config;

import io.tillwatch.edge.config.binding.Default;
import io.tillwatch.edge.config.binding.OptionalSetting;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The camera of this store's lanes and the models that look at its pictures.
 *
 * @param source where pictures come from
 * @param models files of trained models; without them the bundled BlazeFace finds faces and nothing
 *     compares them
 * @param allowUnknownModels accept a model file whose hash is not a known one
 * @param headTurn ask whoever is before a browser's camera to turn the head
 * @param sameVisit compare who takes the goods with who was photographed for them
 */
public record CameraConfig(
    @Default("none") CameraSource source,
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

  /** A source, judged without any configured model. */
  public static CameraConfig of(CameraSource source) {
    return new CameraConfig(source, Models.NONE, false, false, false);
  }

  /** The same with another source. */
  public CameraConfig with(CameraSource other) {
    return new CameraConfig(other, models, allowUnknownModels, headTurn, sameVisit);
  }
}
