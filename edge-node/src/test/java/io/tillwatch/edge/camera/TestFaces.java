package io.tillwatch.edge.camera;

import io.tillwatch.edge.camera.vision.KnownModels;
import io.tillwatch.edge.camera.vision.ModelFile;
import io.tillwatch.edge.camera.vision.VisionSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Pictures, clips and models that are no part of this repository: beside the checkout, in {@code
 * ../shared/data/faces}, or where the system property {@code tillwatch.testData} says, from the
 * checkout or from its module.
 */
public final class TestFaces {
  private TestFaces() {}

  /** The folder; says loudly when it is absent, so that nobody takes a skipped test for a pass. */
  public static Optional<Path> folder() {
    String set = System.getProperty("tillwatch.testData");
    List<Path> candidates =
        set != null
            ? List.of(Path.of(set), Path.of("..").resolve(set))
            : List.of(Path.of("../shared/data"), Path.of("../../shared/data"));
    Optional<Path> found =
        candidates.stream()
            .map(data -> data.resolve("faces"))
            .filter(Files::isDirectory)
            .findFirst();
    if (found.isEmpty()) {
      System.err.println(
          "\n*** NOT TESTED WITH REAL FACES: expected pictures, clips and models in "
              + candidates.get(0).resolve("faces")
              + " beside the checkout (or -Dtillwatch.testData=FOLDER), found none ***\n");
    }
    return found;
  }

  public static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Everything that can be configured, from the folder's models. */
  static VisionSettings withModels(Path faces) {
    Path models = faces.resolve("models");
    return new VisionSettings(
        Optional.of(
            new ModelFile(models.resolve("face_detection_yunet_2023mar.onnx"), KnownModels.YUNET)),
        Optional.of(new ModelFile(models.resolve("mobileface_v2.onnx"), KnownModels.MOBILE_FACE)),
        List.of(
            new ModelFile(models.resolve(KnownModels.SPOOF_NEAR_FILE), KnownModels.SPOOF_NEAR),
            new ModelFile(models.resolve(KnownModels.SPOOF_WIDE_FILE), KnownModels.SPOOF_WIDE)),
        io.tillwatch.core.camera.QualityGate.standard(),
        true);
  }
}
