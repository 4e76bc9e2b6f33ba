package io.tillwatch.edge.camera.vision;

import io.tillwatch.core.oplog.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A model that the operator put on the disk.
 *
 * @param sha256 what its bytes must hash to, 64 hexadecimal digits; null takes any, which the
 *     operator must have said explicitly
 */
public record ModelFile(Path path, @Nullable String sha256) {
  private static final long MOST_BYTES = 200L * 1024 * 1024;

  /**
   * Reads the file and compares its hash.
   *
   * @return the hash found
   * @throws IllegalArgumentException where the file is missing, too large or another one
   */
  String verify() {
    try {
      if (!Files.isRegularFile(path) || Files.size(path) > MOST_BYTES) {
        throw new IllegalArgumentException(
            "camera.models: expected a model file of at most 200 MB at " + path + ", found none");
      }
      String found = Sha256.hex(Files.readAllBytes(path));
      if (sha256 != null && !sha256.equalsIgnoreCase(found)) {
        throw new IllegalArgumentException(
            "camera.models: expected "
                + path
                + " with sha256 "
                + sha256
                + ", found "
                + found
                + "; get the right file, or set its sha256 if you trust this one");
      }
      return found;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "camera.models: " + path + " cannot be read: " + e.getMessage(), e);
    }
  }
}
