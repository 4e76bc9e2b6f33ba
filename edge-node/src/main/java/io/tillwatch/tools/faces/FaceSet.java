package io.tillwatch.tools.faces;

import io.tillwatch.core.camera.QualityGate;
import io.tillwatch.edge.camera.vision.KnownModels;
import io.tillwatch.edge.camera.vision.ModelFile;
import io.tillwatch.edge.camera.vision.VisionSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Pictures to measure with: portraits below {@code pictures/}, or below the folder itself; MJPEG
 * clips of one person each in {@code video/}; live pictures ({@code _T}) and attacks ({@code _F})
 * in {@code spoof/}; models in {@code models/}. All but the portraits may be absent.
 */
record FaceSet(
    Path folder,
    List<Portrait> portraits,
    List<Path> clips,
    List<Path> spoof,
    Optional<ModelFile> yunet,
    Optional<ModelFile> matcher,
    List<ModelFile> liveness) {

  /** Pictures of groups, which have no one face to look for. */
  private static final String GROUPS = "(detection|identification|test-image).*";

  /** Pictures that are named after a group, and who of the others they show. */
  private static final Map<String, String> ALSO =
      Map.of("man2-person-group", "Family2-Man", "woman1-person-group", "Family2-Lady");

  /** A picture of one face; the same person has the same name. */
  record Portrait(Path file, String person) {}

  FaceSet {
    portraits = List.copyOf(portraits);
    clips = List.copyOf(clips);
    spoof = List.copyOf(spoof);
    liveness = List.copyOf(liveness);
  }

  /**
   * Reads what the folder has.
   *
   * @throws IllegalArgumentException where it has no portrait
   */
  static FaceSet in(Path folder) throws IOException {
    Path pictures = folder.resolve("pictures");
    List<Portrait> portraits =
        files(Files.isDirectory(pictures) ? pictures : folder, ".*\\.(jpe?g|png)").stream()
            .filter(file -> !name(file).matches(GROUPS))
            .map(file -> new Portrait(file, person(name(file))))
            .toList();
    if (portraits.isEmpty()) {
      throw new IllegalArgumentException(
          "expected portraits (.jpg, .png) below " + folder.toAbsolutePath() + ", found none");
    }
    Path models = folder.resolve("models");
    return new FaceSet(
        folder,
        portraits,
        files(folder.resolve("video"), ".*\\.mjpeg"),
        files(folder.resolve("spoof"), ".*_[TF]\\d*\\.jpe?g"),
        model(models.resolve(KnownModels.YUNET_FILE), KnownModels.YUNET),
        model(models.resolve(KnownModels.MOBILE_FACE_FILE), KnownModels.MOBILE_FACE)
            .or(() -> model(models.resolve(KnownModels.SFACE_FILE), KnownModels.SFACE)),
        Stream.of(
                model(models.resolve(KnownModels.SPOOF_NEAR_FILE), KnownModels.SPOOF_NEAR),
                model(models.resolve(KnownModels.SPOOF_WIDE_FILE), KnownModels.SPOOF_WIDE))
            .flatMap(Optional::stream)
            .toList());
  }

  /** How a node with these models judges pictures. */
  VisionSettings settings(boolean withYunet) {
    return new VisionSettings(
        withYunet ? yunet : Optional.empty(),
        matcher,
        liveness.size() == 2 ? liveness : List.of(),
        QualityGate.standard(),
        /* drawingsCount= */ false);
  }

  long people() {
    return portraits.stream().map(Portrait::person).distinct().count();
  }

  private static Optional<ModelFile> model(Path file, String sha256) {
    return Files.isRegularFile(file) ? Optional.of(new ModelFile(file, sha256)) : Optional.empty();
  }

  /** The number at the end of a name counts the pictures of one person. */
  private static String person(String name) {
    return ALSO.getOrDefault(name, name.replaceFirst("[-_]?\\d+$", ""));
  }

  private static String name(Path file) {
    return file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
  }

  private static List<Path> files(Path folder, String names) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> file.getFileName().toString().matches(names))
          .sorted()
          .toList();
    }
  }
}
