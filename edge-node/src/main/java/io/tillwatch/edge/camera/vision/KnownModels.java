package io.tillwatch.edge.camera.vision;

import io.tillwatch.core.camera.QualityGate;
import io.tillwatch.edge.config.CameraConfig;
import io.tillwatch.edge.config.CameraSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The models that the thresholds of this package were measured with, by their hashes. */
public final class KnownModels {
  public static final String YUNET =
      "8f2383e4dd3cfbb4553ea8718107fc0423210dc964f9f4280604804ed2552fa4";
  public static final String MOBILE_FACE =
      "420d56ffaf456fa068318689db84c0a470ca9e163e58e20891befa7c8efb1ca8";

  /** {@code face_recognition_sface_2021dec.onnx} of the OpenCV Zoo. */
  public static final String SFACE =
      "0ba9fbfa01b5270c96627c4ef784da859931e02f04419c829e83484087c34e79";

  public static final String SPOOF_NEAR =
      "bcc43b53d2f2b7712bb82dfb3b946f8f6fa0c9391257be97a7df8ee67e599db9";
  public static final String SPOOF_WIDE =
      "55b351dedead2a7dfc2f1936006bca041da2af091eeae7e79afa4d29c67770cb";
  public static final String YUNET_FILE = "face_detection_yunet_2023mar.onnx";
  public static final String MOBILE_FACE_FILE = "mobileface_v2.onnx";
  public static final String SFACE_FILE = "face_recognition_sface_2021dec.onnx";
  public static final String SPOOF_NEAR_FILE = "minifasnet_v2_2.7.onnx";
  public static final String SPOOF_WIDE_FILE = "minifasnet_v1se_4.0.onnx";

  private KnownModels() {}

  /** What a node's settings say of how pictures are judged. */
  public static VisionSettings vision(CameraConfig config) {
    CameraConfig.Models models = config.models();
    boolean any = config.allowUnknownModels();
    return new VisionSettings(
        file(models.detector(), YUNET, any),
        file(models.recognizer(), MOBILE_FACE, any),
        pair(models.liveness(), any),
        QualityGate.standard(),
        config.source().kind() == CameraSource.Kind.DEMO);
  }

  private static Optional<ModelFile> file(@Nullable Path path, String sha256, boolean any) {
    return Optional.ofNullable(path).map(file -> new ModelFile(file, any ? null : sha256));
  }

  private static List<ModelFile> pair(@Nullable Path folder, boolean any) {
    if (folder == null) {
      return List.of();
    }
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "camera.models.liveness: expected a folder with "
              + SPOOF_NEAR_FILE
              + " and "
              + SPOOF_WIDE_FILE
              + ", found "
              + folder);
    }
    return List.of(
        new ModelFile(folder.resolve(SPOOF_NEAR_FILE), any ? null : SPOOF_NEAR),
        new ModelFile(folder.resolve(SPOOF_WIDE_FILE), any ? null : SPOOF_WIDE));
  }
}
