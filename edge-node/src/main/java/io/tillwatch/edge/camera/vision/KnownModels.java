package io.tillwatch.edge.camera.vision;

import io.tillwatch.core.camera.FaceModel;
import io.tillwatch.core.camera.QualityGate;
import io.tillwatch.edge.config.CameraConfig;
import io.tillwatch.edge.config.CameraSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

  private static final String UNKNOWN = "unknown";
  private static final String RECOGNIZER = "camera.models.recognizer";
  private static final String DETECTOR = "camera.models.detector";
  private static final String LIVENESS = "camera.models.liveness";

  private static final KnownModel BLAZE_FACE =
      new KnownModel(
          KnownModel.Use.DETECTOR,
          "BlazeFace, short range (MediaPipe)",
          BlazeFaceNetwork.FILE.substring(BlazeFaceNetwork.FILE.lastIndexOf('/') + 1),
          BlazeFaceNetwork.SHA256,
          "Apache-2.0",
          "not published; its model card names phone pictures for its evaluation",
          "frontal faces of 80 pixels and more 100 % (378), rolled by 30 degrees 100 % (252)");

  private static final List<KnownModel> ALL =
      List.of(
          BLAZE_FACE,
          new KnownModel(
              KnownModel.Use.DETECTOR,
              "YuNet 2023mar (OpenCV Zoo, libfacedetection)",
              YUNET_FILE,
              YUNET,
              "MIT",
              "WIDER FACE",
              "frontal faces of 80 pixels and more 100 % (378), rolled by 30 degrees 100 % (252)"),
          new KnownModel(
              KnownModel.Use.RECOGNIZER,
              "MobileFace V2, as converted for this project",
              MOBILE_FACE_FILE,
              MOBILE_FACE,
              "MIT",
              "not stated by its authors",
              "0 of 14 pairs of one person missed at no false match among 139 of strangers"),
          new KnownModel(
              KnownModel.Use.RECOGNIZER,
              "SFace 2021dec (OpenCV Zoo)",
              SFACE_FILE,
              SFACE,
              "Apache-2.0",
              "not stated for the file; its paper used CASIA-WebFace, VGGFace2 and MS1MV2",
              "not measured here; its authors' limit is 0.363 on LFW"),
          new KnownModel(
              KnownModel.Use.LIVENESS,
              "MiniFASNetV2, crop 2.7 (Silent-Face)",
              SPOOF_NEAR_FILE,
              SPOOF_NEAR,
              "Apache-2.0",
              "not published",
              "with the other: 2 of 2 attacks found, 1 of 1 living person accepted; too few to tell"),
          new KnownModel(
              KnownModel.Use.LIVENESS,
              "MiniFASNetV1SE, crop 4.0 (Silent-Face)",
              SPOOF_WIDE_FILE,
              SPOOF_WIDE,
              "Apache-2.0",
              "not published",
              "see the other"));

  private KnownModels() {}

  /** Every model that is known. */
  public static List<KnownModel> all() {
    return ALL;
  }

  /** A model of that use, as metrics name it. */
  static FaceModel named(KnownModel.Use use, String sha256) {
    String name = find(use, sha256).map(KnownModel::file).orElse(UNKNOWN);
    return named(use, name, sha256);
  }

  /** The same under a name of its own. */
  static FaceModel named(KnownModel.Use use, String name, String sha256) {
    String licence = find(use, sha256).map(KnownModel::licence).orElse(UNKNOWN);
    return new FaceModel(use.name().toLowerCase(Locale.ROOT), name, sha256, licence);
  }

  /** The known model of that use and hash. */
  static Optional<KnownModel> find(KnownModel.Use use, String sha256) {
    return ALL.stream()
        .filter(model -> model.use() == use && model.sha256().equals(sha256))
        .findFirst();
  }

  /** What a node with these settings would look with; reads the files. */
  public static List<ModelInForce> inForce(CameraConfig config) {
    CameraConfig.Models models = config.models();
    boolean any = config.allowUnknownModels();
    List<ModelInForce> found = new ArrayList<>();
    found.add(
        models.detector() == null
            ? ModelInForce.inJar(BLAZE_FACE)
            : ModelInForce.of(DETECTOR, KnownModel.Use.DETECTOR, models.detector(), any));
    if (models.recognizer() != null) {
      found.add(ModelInForce.of(RECOGNIZER, KnownModel.Use.RECOGNIZER, models.recognizer(), any));
    }
    if (models.liveness() != null) {
      for (String name : List.of(SPOOF_NEAR_FILE, SPOOF_WIDE_FILE)) {
        Path file = models.liveness().resolve(name);
        found.add(ModelInForce.of(LIVENESS, KnownModel.Use.LIVENESS, file, any));
      }
    }
    return List.copyOf(found);
  }

  private static List<String> hashes(KnownModel.Use use) {
    return ALL.stream().filter(model -> model.use() == use).map(KnownModel::sha256).toList();
  }

  /** What a node's settings say of how pictures are judged. */
  public static VisionSettings vision(CameraConfig config) {
    CameraConfig.Models models = config.models();
    boolean any = config.allowUnknownModels();
    return new VisionSettings(
        file(models.detector(), List.of(YUNET), any),
        file(models.recognizer(), hashes(KnownModel.Use.RECOGNIZER), any),
        pair(models.liveness(), any),
        QualityGate.standard(),
        config.source().kind() == CameraSource.Kind.DEMO);
  }

  private static Optional<ModelFile> file(@Nullable Path path, List<String> hashes, boolean any) {
    return Optional.ofNullable(path)
        .map(file -> new ModelFile(file, any ? List.<String>of() : hashes));
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
