package io.tillwatch.edge.camera.vision;

import io.tillwatch.core.oplog.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A model that the operator put on the disk.
 *
 * @param accepted what its bytes may hash to, 64 hexadecimal digits each; empty takes any, which
 *     the operator must have said explicitly
 */
public record ModelFile(Path path, List<String> accepted) {
  private static final long MOST_BYTES = 200L * 1024 * 1024;

  public ModelFile {
    accepted = List.copyOf(accepted);
  }

  /** One that must have this hash; null takes any. */
  public ModelFile(Path path, @Nullable String sha256) {
    this(path, sha256 == null ? List.of() : List.of(sha256));
  }

  /** The hash of a file; empty where there is none that could be a model. */
  static Optional<String> hash(Path path) {
    try {
      return Files.isRegularFile(path) && Files.size(path) <= MOST_BYTES
          ? Optional.of(Sha256.hex(Files.readAllBytes(path)))
          : Optional.empty();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "camera.models: " + path + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Reads the file and compares its hash.
   *
   * @return the hash found
   * @throws IllegalArgumentException where the file is missing, too large or another one
   */
  String verify() {
    String found =
        hash(path)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "camera.models: expected a model file of at most 200 MB at "
                            + path
                            + ", found none"));
    if (!accepted.isEmpty() && !accepted.contains(found)) {
      throw new IllegalArgumentException(
          "camera.models: expected "
              + path
              + " with sha256 "
              + String.join(" or ", accepted)
              + ", found "
              + found
              + "; get the right file, see `models check`, or set camera.allowUnknownModels if"
              + " you trust this one");
    }
    return found;
  }
}
